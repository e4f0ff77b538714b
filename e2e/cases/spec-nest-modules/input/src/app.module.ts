import { Module } from '@nestjs/common';
import { APP_GUARD, RouterModule } from '@nestjs/core';
import { AnimalsModule } from '@zoo/animals/animals.module';
import { HealthController } from './health.controller';
import { TokenGuard } from './auth/token.guard';

@Module({
  imports: [AnimalsModule, RouterModule.register([{ path: 'park', module: AnimalsModule }])],
  controllers: [HealthController],
  providers: [{ provide: APP_GUARD, useClass: TokenGuard }],
})
export class AppModule {}
