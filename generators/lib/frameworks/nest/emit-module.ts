import { code, Imports, join, Name, nothing } from '../../code';
import type { File } from '../../code';
import type { EmitContext } from '../../emit/context';
import { generatedFile } from '../../emit/context';
import { nestNames } from '../../names/nest-names';
import { HTTP_RUNTIME } from '../shared/runtime-files';
import { SECURITY_MODULE } from '../shared/security-schemes';
import { up } from './up';

/** `routes/routes.module.ts`: registers controllers, services, and what they share. */
export function emitModule(context: EmitContext): File {
  const imports = new Imports(context.options.importExtension);
  const nest = (name: string): Name => imports.value(name, '@nestjs/common');
  const type = (name: string): Name => imports.type(name, '@nestjs/common');
  const host = imports.value('HttpAdapterHost', '@nestjs/core');
  const filterToken = imports.value('APP_FILTER', '@nestjs/core');
  const api = imports.value('NestApi', `${up(context)}/${HTTP_RUNTIME}/nest-api`);
  const token = imports.value('API_SETUP', `${up(context)}/${HTTP_RUNTIME}/nest-api`);
  const filter = imports.value('ApiExceptionFilter', `${up(context)}/${HTTP_RUNTIME}/nest-filter`);
  const optionsType = imports.type('Options', `${up(context)}/${HTTP_RUNTIME}/options`);
  const request = imports.type('PlatformRequest', `${up(context)}/${HTTP_RUNTIME}/nest-platform`);
  const schemes = imports.value('schemes', `${up(context)}/${SECURITY_MODULE}`);
  const authenticators = imports.type('Authenticators', `${up(context)}/${SECURITY_MODULE}`);
  imports.value('authenticators', `${up(context)}/middleware/authenticators`, 'ownAuthenticators');
  const errorBody = imports.value('errorBody', `${up(context)}/middleware/errors`);
  const tags = context.names.handlerFiles.map((tag) => ({ ...nestNames(tag), file: tag.file }));
  const controllers = tags.map(({ controller, file }) => imports.value(controller, `./${file}.controller`));
  const services = tags.map(({ service, file }) => imports.value(service, `./${file}.service`));

  const decorators = { module: nest('Module'), inject: nest('Inject'), nestModule: type('NestModule'), dynamicModule: type('DynamicModule') };
  const listType = tags.length > 0 ? nothing : code`: ${type('Type')}[]`;
  const fastifyOptions = imports.value('createFastifyOptions', `${up(context)}/${HTTP_RUNTIME}/nest-fastify-options`);

  const body = code`${imports.print()}

/** What \`RoutesModule.register\` takes. */
export interface Setup {
  /** Instead of those in middleware/authenticators. */
  authenticators?: Partial<${authenticators}>;
  /** All but \`basePath\`: Nest mounts an API elsewhere by \`setGlobalPrefix\` or its RouterModule. */
  options?: Omit<${optionsType}<${request}>, 'basePath'>;
}

const controllers${listType} = [${join(controllers, ', ')}];
const services${listType} = [${join(services, ', ')}];

/**
 * Options for \`new FastifyAdapter(fastifyOptions)\` that only a whole server can have: paths that are
 * not percent-encoded UTF-8 are answered in the API's envelope, and path variables may be long.
 */
export const fastifyOptions = ${fastifyOptions}(controllers, ${errorBody});

/** The API: import it into the application's module, as it is or by \`RoutesModule.register\`. */
@${decorators.module}({
  controllers,
  providers: [
    ...services,
    { provide: ${token}, useValue: {} },
    {
      provide: ${api},
      inject: [${host}, ${token}],
      useFactory: (host: ${host}, { authenticators, options }: Setup) =>
        new ${api}({ ${schemes}, authenticators: { ...ownAuthenticators, ...authenticators }, ${errorBody}, options: (options ?? {}) as ${optionsType} }, controllers, host),
    },
    // Unknown paths reach the application's filters only.
    { provide: ${filterToken}, useClass: ${filter} },
  ],
  exports: services,
})
export class RoutesModule implements ${decorators.nestModule} {
  private readonly api: ${api};

  constructor(@${decorators.inject}(${api}) api: ${api}) {
    this.api = api;
  }

  static register(setup: Setup): ${decorators.dynamicModule} {
    return { module: RoutesModule, providers: [{ provide: ${token}, useValue: setup }] };
  }

  configure(): void {
    this.api.prepare();
  }
}
`;
  return generatedFile('routes/routes.module.ts', body.text, context);
}
