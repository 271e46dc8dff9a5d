// Sources of the Python packages that `pip install` brings, and what it puts down for those that have none.

import alembicPackage from './alembic/__init__.py';
import alembicAutogenerate from './alembic/autogenerate.py';
import alembicCommand from './alembic/command.py';
import alembicConfig from './alembic/config.py';
import alembicContext from './alembic/context.py';
import alembicMigration from './alembic/migration.py';
import alembicOp from './alembic/op.py';
import alembicScript from './alembic/script.py';
import alembicUtil from './alembic/util.py';
import blinkerPackage from './blinker/__init__.py';
import clickPackage from './click/__init__.py';
import clickCore from './click/core.py';
import clickExceptions from './click/exceptions.py';
import clickParams from './click/params.py';
import clickParser from './click/parser.py';
import clickTermui from './click/termui.py';
import clickTypes from './click/types.py';
import dotenvPackage from './dotenv/__init__.py';
import flaskPackage from './flask/__init__.py';
import flaskProgram from './flask/__main__.py';
import flaskApp from './flask/app.py';
import flaskBlueprints from './flask/blueprints.py';
import flaskCli from './flask/cli.py';
import flaskConfig from './flask/config.py';
import flaskCtx from './flask/ctx.py';
import flaskGlobals from './flask/globals.py';
import flaskHelpers from './flask/helpers.py';
import flaskLogging from './flask/logging.py';
import flaskScaffold from './flask/scaffold.py';
import flaskSessions from './flask/sessions.py';
import flaskSignals from './flask/signals.py';
import flaskTag from './flask/tag.py';
import flaskTemplating from './flask/templating.py';
import flaskTesting from './flask/testing.py';
import flaskViews from './flask/views.py';
import flaskWrappers from './flask/wrappers.py';
import flaskJsonPackage from './flask/json/__init__.py';
import flaskJsonProvider from './flask/json/provider.py';
import flaskMigratePackage from './flask_migrate/__init__.py';
import flaskMigrateCli from './flask_migrate/cli.py';
import flaskMigrateTemplates from './flask_migrate/templates.py';
import flaskSqlalchemyPackage from './flask_sqlalchemy/__init__.py';
import flaskSqlalchemyPagination from './flask_sqlalchemy/pagination.py';
import flaskSqlalchemyQuery from './flask_sqlalchemy/query.py';
import gunicornPackage from './gunicorn/__init__.py';
import gunicornProgram from './gunicorn/__main__.py';
import gunicornApp from './gunicorn/app.py';
import gunicornArbiter from './gunicorn/arbiter.py';
import gunicornConfig from './gunicorn/config.py';
import gunicornGlogging from './gunicorn/glogging.py';
import gunicornRelay from './gunicorn/relay.py';
import gunicornUtil from './gunicorn/util.py';
import gunicornWorker from './gunicorn/worker.py';
import itsdangerousPackage from './itsdangerous/__init__.py';
import jinja2Package from './jinja2/__init__.py';
import jinja2Environment from './jinja2/environment.py';
import jinja2Exceptions from './jinja2/exceptions.py';
import jinja2Expressions from './jinja2/expressions.py';
import jinja2Filters from './jinja2/filters.py';
import jinja2Lexer from './jinja2/lexer.py';
import jinja2Loaders from './jinja2/loaders.py';
import jinja2Parser from './jinja2/parser.py';
import jinja2Runtime from './jinja2/runtime.py';
import jinja2Statements from './jinja2/statements.py';
import jinja2Tests from './jinja2/tests.py';
import jinja2Utils from './jinja2/utils.py';
import markupsafePackage from './markupsafe/__init__.py';
import pymysqlPackage from './pymysql/__init__.py';
import pymysqlConnections from './pymysql/connections.py';
import pymysqlConverters from './pymysql/converters.py';
import pymysqlCursors from './pymysql/cursors.py';
import pymysqlErr from './pymysql/err.py';
import pymysqlConstantsCLIENT from './pymysql/constants/CLIENT.py';
import pymysqlConstantsCR from './pymysql/constants/CR.py';
import pymysqlConstantsER from './pymysql/constants/ER.py';
import pymysqlConstantsFIELDTYPE from './pymysql/constants/FIELD_TYPE.py';
import pymysqlConstantsPackage from './pymysql/constants/__init__.py';
import redisPackage from './redis/__init__.py';
import redisClient from './redis/client.py';
import redisConnection from './redis/connection.py';
import redisExceptions from './redis/exceptions.py';
import requestsPackage from './requests/__init__.py';
import requestsExceptions from './requests/exceptions.py';
import requestsModels from './requests/models.py';
import requestsSessions from './requests/sessions.py';
import sqlalchemyPackage from './sqlalchemy/__init__.py';
import sqlalchemyCompiler from './sqlalchemy/compiler.py';
import sqlalchemyDdl from './sqlalchemy/ddl.py';
import sqlalchemyElements from './sqlalchemy/elements.py';
import sqlalchemyEngine from './sqlalchemy/engine.py';
import sqlalchemyEvent from './sqlalchemy/event.py';
import sqlalchemyExc from './sqlalchemy/exc.py';
import sqlalchemyInspection from './sqlalchemy/inspection.py';
import sqlalchemyPool from './sqlalchemy/pool.py';
import sqlalchemyResult from './sqlalchemy/result.py';
import sqlalchemySchema from './sqlalchemy/schema.py';
import sqlalchemySelectable from './sqlalchemy/selectable.py';
import sqlalchemySql from './sqlalchemy/sql.py';
import sqlalchemyTypes from './sqlalchemy/types.py';
import sqlalchemyUrl from './sqlalchemy/url.py';
import sqlalchemyDialectsPackage from './sqlalchemy/dialects/__init__.py';
import sqlalchemyDialectsMysql from './sqlalchemy/dialects/mysql.py';
import sqlalchemyExtPackage from './sqlalchemy/ext/__init__.py';
import sqlalchemyExtDeclarative from './sqlalchemy/ext/declarative.py';
import sqlalchemyExtHybrid from './sqlalchemy/ext/hybrid.py';
import sqlalchemyOrmPackage from './sqlalchemy/orm/__init__.py';
import sqlalchemyOrmAttributes from './sqlalchemy/orm/attributes.py';
import sqlalchemyOrmExc from './sqlalchemy/orm/exc.py';
import sqlalchemyOrmLoading from './sqlalchemy/orm/loading.py';
import sqlalchemyOrmMapper from './sqlalchemy/orm/mapper.py';
import sqlalchemyOrmOptions from './sqlalchemy/orm/options.py';
import sqlalchemyOrmQuery from './sqlalchemy/orm/query.py';
import sqlalchemyOrmRelationships from './sqlalchemy/orm/relationships.py';
import sqlalchemyOrmSession from './sqlalchemy/orm/session.py';
import sqlalchemyOrmUnitofwork from './sqlalchemy/orm/unitofwork.py';
import typingExtensionsPackage from './typing_extensions/__init__.py';
import werkzeugPackage from './werkzeug/__init__.py';
import werkzeugReloader from './werkzeug/_reloader.py';
import werkzeugDatastructures from './werkzeug/datastructures.py';
import werkzeugExceptions from './werkzeug/exceptions.py';
import werkzeugFormparser from './werkzeug/formparser.py';
import werkzeugHttp from './werkzeug/http.py';
import werkzeugLocal from './werkzeug/local.py';
import werkzeugRouting from './werkzeug/routing.py';
import werkzeugSecurity from './werkzeug/security.py';
import werkzeugServing from './werkzeug/serving.py';
import werkzeugTest from './werkzeug/test.py';
import werkzeugUtils from './werkzeug/utils.py';
import werkzeugWrappers from './werkzeug/wrappers.py';
import werkzeugDebugPackage from './werkzeug/debug/__init__.py';
import werkzeugMiddlewarePackage from './werkzeug/middleware/__init__.py';
import werkzeugMiddlewareProxyFix from './werkzeug/middleware/proxy_fix.py';
import { PYPI } from './names.ts';

/** Files below site-packages, by normalized name of the package. */
export const SOURCES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  alembic: {
    'alembic/__init__.py': alembicPackage,
    'alembic/autogenerate.py': alembicAutogenerate,
    'alembic/command.py': alembicCommand,
    'alembic/config.py': alembicConfig,
    'alembic/context.py': alembicContext,
    'alembic/migration.py': alembicMigration,
    'alembic/op.py': alembicOp,
    'alembic/script.py': alembicScript,
    'alembic/util.py': alembicUtil,
  },
  blinker: {
    'blinker/__init__.py': blinkerPackage,
  },
  click: {
    'click/__init__.py': clickPackage,
    'click/core.py': clickCore,
    'click/exceptions.py': clickExceptions,
    'click/params.py': clickParams,
    'click/parser.py': clickParser,
    'click/termui.py': clickTermui,
    'click/types.py': clickTypes,
  },
  'python-dotenv': {
    'dotenv/__init__.py': dotenvPackage,
  },
  flask: {
    'flask/__init__.py': flaskPackage,
    'flask/__main__.py': flaskProgram,
    'flask/app.py': flaskApp,
    'flask/blueprints.py': flaskBlueprints,
    'flask/cli.py': flaskCli,
    'flask/config.py': flaskConfig,
    'flask/ctx.py': flaskCtx,
    'flask/globals.py': flaskGlobals,
    'flask/helpers.py': flaskHelpers,
    'flask/logging.py': flaskLogging,
    'flask/scaffold.py': flaskScaffold,
    'flask/sessions.py': flaskSessions,
    'flask/signals.py': flaskSignals,
    'flask/tag.py': flaskTag,
    'flask/templating.py': flaskTemplating,
    'flask/testing.py': flaskTesting,
    'flask/views.py': flaskViews,
    'flask/wrappers.py': flaskWrappers,
    'flask/json/__init__.py': flaskJsonPackage,
    'flask/json/provider.py': flaskJsonProvider,
  },
  'flask-migrate': {
    'flask_migrate/__init__.py': flaskMigratePackage,
    'flask_migrate/cli.py': flaskMigrateCli,
    'flask_migrate/templates.py': flaskMigrateTemplates,
  },
  'flask-sqlalchemy': {
    'flask_sqlalchemy/__init__.py': flaskSqlalchemyPackage,
    'flask_sqlalchemy/pagination.py': flaskSqlalchemyPagination,
    'flask_sqlalchemy/query.py': flaskSqlalchemyQuery,
  },
  gunicorn: {
    'gunicorn/__init__.py': gunicornPackage,
    'gunicorn/__main__.py': gunicornProgram,
    'gunicorn/app.py': gunicornApp,
    'gunicorn/arbiter.py': gunicornArbiter,
    'gunicorn/config.py': gunicornConfig,
    'gunicorn/glogging.py': gunicornGlogging,
    'gunicorn/relay.py': gunicornRelay,
    'gunicorn/util.py': gunicornUtil,
    'gunicorn/worker.py': gunicornWorker,
  },
  itsdangerous: {
    'itsdangerous/__init__.py': itsdangerousPackage,
  },
  jinja2: {
    'jinja2/__init__.py': jinja2Package,
    'jinja2/environment.py': jinja2Environment,
    'jinja2/exceptions.py': jinja2Exceptions,
    'jinja2/expressions.py': jinja2Expressions,
    'jinja2/filters.py': jinja2Filters,
    'jinja2/lexer.py': jinja2Lexer,
    'jinja2/loaders.py': jinja2Loaders,
    'jinja2/parser.py': jinja2Parser,
    'jinja2/runtime.py': jinja2Runtime,
    'jinja2/statements.py': jinja2Statements,
    'jinja2/tests.py': jinja2Tests,
    'jinja2/utils.py': jinja2Utils,
  },
  markupsafe: {
    'markupsafe/__init__.py': markupsafePackage,
  },
  pymysql: {
    'pymysql/__init__.py': pymysqlPackage,
    'pymysql/connections.py': pymysqlConnections,
    'pymysql/converters.py': pymysqlConverters,
    'pymysql/cursors.py': pymysqlCursors,
    'pymysql/err.py': pymysqlErr,
    'pymysql/constants/CLIENT.py': pymysqlConstantsCLIENT,
    'pymysql/constants/CR.py': pymysqlConstantsCR,
    'pymysql/constants/ER.py': pymysqlConstantsER,
    'pymysql/constants/FIELD_TYPE.py': pymysqlConstantsFIELDTYPE,
    'pymysql/constants/__init__.py': pymysqlConstantsPackage,
  },
  redis: {
    'redis/__init__.py': redisPackage,
    'redis/client.py': redisClient,
    'redis/connection.py': redisConnection,
    'redis/exceptions.py': redisExceptions,
  },
  requests: {
    'requests/__init__.py': requestsPackage,
    'requests/exceptions.py': requestsExceptions,
    'requests/models.py': requestsModels,
    'requests/sessions.py': requestsSessions,
  },
  sqlalchemy: {
    'sqlalchemy/__init__.py': sqlalchemyPackage,
    'sqlalchemy/compiler.py': sqlalchemyCompiler,
    'sqlalchemy/ddl.py': sqlalchemyDdl,
    'sqlalchemy/elements.py': sqlalchemyElements,
    'sqlalchemy/engine.py': sqlalchemyEngine,
    'sqlalchemy/event.py': sqlalchemyEvent,
    'sqlalchemy/exc.py': sqlalchemyExc,
    'sqlalchemy/inspection.py': sqlalchemyInspection,
    'sqlalchemy/pool.py': sqlalchemyPool,
    'sqlalchemy/result.py': sqlalchemyResult,
    'sqlalchemy/schema.py': sqlalchemySchema,
    'sqlalchemy/selectable.py': sqlalchemySelectable,
    'sqlalchemy/sql.py': sqlalchemySql,
    'sqlalchemy/types.py': sqlalchemyTypes,
    'sqlalchemy/url.py': sqlalchemyUrl,
    'sqlalchemy/dialects/__init__.py': sqlalchemyDialectsPackage,
    'sqlalchemy/dialects/mysql.py': sqlalchemyDialectsMysql,
    'sqlalchemy/ext/__init__.py': sqlalchemyExtPackage,
    'sqlalchemy/ext/declarative.py': sqlalchemyExtDeclarative,
    'sqlalchemy/ext/hybrid.py': sqlalchemyExtHybrid,
    'sqlalchemy/orm/__init__.py': sqlalchemyOrmPackage,
    'sqlalchemy/orm/attributes.py': sqlalchemyOrmAttributes,
    'sqlalchemy/orm/exc.py': sqlalchemyOrmExc,
    'sqlalchemy/orm/loading.py': sqlalchemyOrmLoading,
    'sqlalchemy/orm/mapper.py': sqlalchemyOrmMapper,
    'sqlalchemy/orm/options.py': sqlalchemyOrmOptions,
    'sqlalchemy/orm/query.py': sqlalchemyOrmQuery,
    'sqlalchemy/orm/relationships.py': sqlalchemyOrmRelationships,
    'sqlalchemy/orm/session.py': sqlalchemyOrmSession,
    'sqlalchemy/orm/unitofwork.py': sqlalchemyOrmUnitofwork,
  },
  'typing-extensions': {
    'typing_extensions/__init__.py': typingExtensionsPackage,
  },
  werkzeug: {
    'werkzeug/__init__.py': werkzeugPackage,
    'werkzeug/_reloader.py': werkzeugReloader,
    'werkzeug/datastructures.py': werkzeugDatastructures,
    'werkzeug/exceptions.py': werkzeugExceptions,
    'werkzeug/formparser.py': werkzeugFormparser,
    'werkzeug/http.py': werkzeugHttp,
    'werkzeug/local.py': werkzeugLocal,
    'werkzeug/routing.py': werkzeugRouting,
    'werkzeug/security.py': werkzeugSecurity,
    'werkzeug/serving.py': werkzeugServing,
    'werkzeug/test.py': werkzeugTest,
    'werkzeug/utils.py': werkzeugUtils,
    'werkzeug/wrappers.py': werkzeugWrappers,
    'werkzeug/debug/__init__.py': werkzeugDebugPackage,
    'werkzeug/middleware/__init__.py': werkzeugMiddlewarePackage,
    'werkzeug/middleware/proxy_fix.py': werkzeugMiddlewareProxyFix,
  },
};

/**
 * What a package puts below site-packages: path → text. A package that is known by name alone refuses to be imported.
 * `name` is normalized; one that the index does not know gives no files.
 */
export function packageFiles(name: string): Readonly<Record<string, string>> {
  const own = SOURCES[name];
  if (own !== undefined) return own;
  const known = PYPI[name];
  if (known === undefined) return {};
  const modules = known.modules ?? [name.replace(/-/g, '_')];
  return Object.fromEntries(
    modules.map((m) => [
      `${m}/__init__.py`,
      `raise ImportError("drydock: the Python package '${name}' is not simulated")\n`,
    ]),
  );
}
