import { Controller, Get } from '@nestjs/common';
import { Public } from './auth/public.decorator';

@Controller('health')
export class HealthController {
  @Public()
  @Get()
  check() {
    return { status: 'up', at: new Date() };
  }
}

@Controller('forgotten')
export class ForgottenController {
  @Get()
  nothing() {}
}
