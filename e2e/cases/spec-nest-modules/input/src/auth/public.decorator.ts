import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';

export const IS_PUBLIC = 'isPublic';
export const Public = () => SetMetadata(IS_PUBLIC, true);
export const Keeper = createParamDecorator((_data: unknown, context: ExecutionContext) => context.switchToHttp().getRequest().keeper);
