// Commands on images: pull, push, tag, rmi, history, save, load, import, search, prune, login.

import { gunzipSync } from 'fflate';
import { ApiError } from '../../api/error.ts';
import type { ImageDeleteItem } from '../../api/types/image.ts';
import { rfc3339, humanDuration, humanSize } from '../../api/units.ts';
import { familiar, parseReference, ReferenceError_, withDefaultTag } from '../../api/reference.ts';
import { confirmed, filtersOf, type ListFormat, printList } from '../formatter.ts';
import { type Cli, CliError, daemonText, type Implementation, withoutTrust } from '../cli.ts';
import { PlainError, showProgress, showPull } from '../progress.ts';
import { ellipsis } from '../table.ts';
import type { Task } from '../../kernel/block.ts';

const HISTORY: ListFormat = {
  type: 'historyContext',
  headers: {
    ID: 'IMAGE',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    CreatedBy: 'CREATED BY',
    Size: 'SIZE',
    Comment: 'COMMENT',
  },
  table: '{{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}',
};
const SEARCH: ListFormat = {
  type: 'searchContext',
  headers: { Name: 'NAME', Description: 'DESCRIPTION', StarCount: 'STARS', IsOfficial: 'OFFICIAL' },
  table: '{{.Name}}\t{{.Description}}\t{{.StarCount}}\t{{.IsOfficial}}',
};

function* pull(cli: Cli): Task<number> {
  withoutTrust(cli);
  const [name = ''] = cli.args;
  const all = cli.flags.bool('all-tags');
  const quiet = cli.flags.bool('quiet');
  const r = parseReference(name);
  if (all && (r.tag !== undefined || r.digest !== undefined))
    throw new CliError("tag can't be used with --all-tags/-a");
  const full = all ? r : withDefaultTag(r);
  if (!all && r.tag === undefined && r.digest === undefined && !quiet)
    yield* cli.print(`Using default tag: ${full.tag}\n`);
  const stream = yield* cli.api.ImagePull(familiar(full), { all, platform: cli.flags.string('platform') });
  yield* showPull(cli, stream, 1, quiet);
  const canonical = `${r.domain}/${r.path}`;
  yield* cli.print(
    `${all ? canonical : `${canonical}${full.tag === undefined ? '' : `:${full.tag}`}${full.digest === undefined ? '' : `@${full.digest}`}`}\n`,
  );
  return 0;
}

function* push(cli: Cli): Task<number> {
  withoutTrust(cli);
  const [name = ''] = cli.args;
  const all = cli.flags.bool('all-tags');
  const r = parseReference(name);
  if (all && r.tag !== undefined) throw new CliError("tag can't be used with --all-tags/-a");
  const full = all ? r : withDefaultTag(r);
  if (!all && r.tag === undefined && !cli.flags.bool('quiet')) yield* cli.print(`Using default tag: ${full.tag}\n`);
  const stream = yield* cli.api.ImagePush(familiar(full), { all });
  try {
    if (cli.flags.bool('quiet')) {
      for (let m = yield* stream.next(); m !== undefined; m = yield* stream.next())
        if (m.error !== undefined) throw new PlainError(m.error);
      yield* cli.print(`${familiar(full)}\n`);
    } else yield* showProgress(cli, stream, 1);
  } catch (error) {
    if (error instanceof PlainError) throw new CliError(error.message);
    throw error;
  }
  return 0;
}

function* rmi(cli: Cli): Task<number> {
  const force = cli.flags.bool('force');
  const errors: string[] = [];
  let fatal = false;
  for (const name of cli.args) {
    try {
      const items = yield* cli.api.ImageRemove(name, { force, prune: !cli.flags.bool('no-prune') });
      yield* cli.print(
        items.map((i) => (i.Deleted === undefined ? `Untagged: ${i.Untagged}\n` : `Deleted: ${i.Deleted}\n`)).join(''),
      );
    } catch (error) {
      if (error instanceof ReferenceError_) {
        errors.push(`Error response from daemon: ${error.message}`);
        fatal = true;
        continue;
      }
      if (!(error instanceof ApiError)) throw error;
      errors.push(daemonText(error));
      if (error.status !== 404) fatal = true;
    }
  }
  for (const e of errors) yield* cli.error(`${e}\n`);
  return errors.length > 0 && (fatal || !force) ? 1 : 0;
}

function pruned(items: readonly ImageDeleteItem[]): string {
  return items.map((i) => (i.Deleted === undefined ? `untagged: ${i.Untagged}\n` : `deleted: ${i.Deleted}\n`)).join('');
}

export const imageCommands: Record<string, Implementation> = {
  'docker pull': { args: { min: 1, max: 1 }, run: pull },
  'docker push': { args: { min: 1, max: 1 }, run: push },
  'docker rmi': { args: { min: 1, max: Infinity }, run: rmi },
  'docker tag': {
    args: { min: 2, max: 2 },
    stopAtFirst: true,
    *run(cli) {
      const [source = '', target = ''] = cli.args;
      try {
        const r = parseReference(target);
        if (r.digest !== undefined) throw new CliError('refusing to create a tag with a digest reference');
      } catch (error) {
        if (error instanceof ReferenceError_)
          throw new CliError(
            `Error parsing reference: ${JSON.stringify(target)} is not a valid repository/tag: ${error.message}`,
          );
        throw error;
      }
      yield* cli.api.ImageTag(source, target);
      return 0;
    },
  },
  'docker history': {
    args: { min: 1, max: 1 },
    *run(cli) {
      const { flags } = cli;
      const trunc = !flags.bool('no-trunc');
      const human = flags.bool('human');
      const items = yield* cli.api.ImageHistory(cli.args[0]!);
      const rows = items.map((h) => ({
        fields: {
          ID: h.Id === '<missing>' ? h.Id : trunc ? h.Id.slice(7, 19) : h.Id,
          CreatedSince: human ? `${humanDuration(cli.now - h.Created * 1000)} ago` : rfc3339(h.Created * 1000),
          CreatedAt: rfc3339(h.Created * 1000),
          CreatedBy: trunc ? ellipsis(h.CreatedBy.replace(/\t/g, ' '), 45) : h.CreatedBy.replace(/\t/g, ' '),
          Size: human ? humanSize(h.Size, 3) : String(h.Size),
          Comment: h.Comment,
        },
      }));
      if (flags.bool('quiet')) yield* cli.print(rows.map((r) => `${r.fields.ID}\n`).join(''));
      else yield* printList(cli, HISTORY, rows, flags.string('format'));
      return 0;
    },
  },
  'docker save': {
    args: { min: 1, max: Infinity },
    *run(cli) {
      const out = cli.flags.string('output');
      if (out === '' && cli.terminal)
        throw new CliError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
      const tar = yield* cli.api.ImageSave(cli.args);
      if (out === '') yield* cli.p.write(1, tar);
      else cli.p.fs.writeFile(out, tar);
      return 0;
    },
  },
  'docker load': {
    args: { min: 0, max: 0 },
    *run(cli) {
      // layers are read at once: there is no progress to leave out
      cli.flags.bool('quiet');
      const input = cli.flags.string('input');
      if (input === '' && cli.p.isatty(0)) throw new CliError('requested load from stdin, but stdin is empty');
      if (input !== '' && !cli.p.fs.exists(input)) throw new CliError(`open ${input}: no such file or directory`);
      let bytes = input === '' ? yield* cli.p.readAll(0) : cli.p.fs.readFile(input);
      if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
        try {
          bytes = gunzipSync(bytes);
        } catch {
          throw new CliError('unexpected EOF');
        }
      }
      yield* cli.print((yield* cli.api.ImageLoad(bytes)).join(''));
      return 0;
    },
  },
  'docker import': {
    args: { min: 1, max: 2 },
    *run(cli) {
      const [source = '', ref = ''] = cli.args;
      if (/^https?:\/\//.test(source))
        throw new CliError(
          `Error response from daemon: Get "${source}": dial tcp: lookup ${/\/\/([^/:]+)/.exec(source)?.[1]}: no such host`,
        );
      if (source !== '-' && !cli.p.fs.exists(source)) throw new CliError(`open ${source}: no such file or directory`);
      let bytes = source === '-' ? yield* cli.p.readAll(0) : cli.p.fs.readFile(source);
      if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
      yield* cli.print(
        `${yield* cli.api.ImageImport(bytes, { ref, message: cli.flags.string('message'), changes: cli.flags.list('change') })}\n`,
      );
      return 0;
    },
  },
  'docker search': {
    args: { min: 1, max: 1 },
    *run(cli) {
      const filters = filtersOf(cli);
      for (const key of Object.keys(filters))
        if (!['is-automated', 'is-official', 'stars'].includes(key))
          throw new CliError(`Error response from daemon: invalid filter '${key}'`);
      for (const [key, ok] of [
        ['is-automated', /^(1|0|true|false)$/],
        ['is-official', /^(1|0|true|false)$/],
        ['stars', /^[-+]?\d+$/],
      ] as const) {
        const bad = (filters[key] ?? []).find((v) => !ok.test(v));
        if (bad !== undefined)
          throw new CliError(`Error response from daemon: invalid filter '${key}=[${(filters[key] ?? []).join(' ')}]'`);
      }
      const limit = cli.flags.given('limit') ? cli.flags.number('limit') : 25;
      if (limit < 1 || limit > 100)
        throw new CliError(`Error response from daemon: limit ${limit} is outside the range of [1, 100]`);
      const found = (yield* cli.api.ImageSearch(cli.args[0]!))
        .filter(
          (x) =>
            filters['is-official'] === undefined || /^(1|true)$/.test(filters['is-official'].at(-1)!) === x.is_official,
        )
        .filter((x) => filters['stars'] === undefined || x.star_count >= Number(filters['stars'].at(-1)));
      const trunc = !cli.flags.bool('no-trunc');
      yield* printList(
        cli,
        SEARCH,
        found.slice(0, limit).map((x) => ({
          fields: {
            Name: x.name,
            Description: trunc ? ellipsis(x.description, 45) : x.description,
            StarCount: String(x.star_count),
            IsOfficial: x.is_official ? '[OK]' : '',
          },
        })),
        cli.flags.string('format'),
      );
      return 0;
    },
  },
  'docker image prune': {
    args: { min: 0, max: 0 },
    *run(cli) {
      const all = cli.flags.bool('all');
      if (
        !(yield* confirmed(
          cli,
          all
            ? 'WARNING! This will remove all images without at least one container associated to them.'
            : 'WARNING! This will remove all dangling images.',
        ))
      )
        return 0;
      const report = yield* cli.api.ImagePrune({ ...filtersOf(cli), dangling: [String(!all)] });
      if (report.ImagesDeleted.length > 0) yield* cli.print(`Deleted Images:\n${pruned(report.ImagesDeleted)}\n`);
      yield* cli.print(`Total reclaimed space: ${humanSize(report.SpaceReclaimed)}\n`);
      return 0;
    },
  },
  'docker login': {
    args: { min: 0, max: 1 },
    *run(cli) {
      const { flags } = cli;
      const user = flags.string('username');
      const password = flags.string('password');
      for (const f of ['username', 'password'] as const)
        if (flags.given(f) && flags.string(f) === '') throw new CliError(`${f} is empty`);
      if (password !== '')
        yield* cli.error('WARNING! Using --password via the CLI is insecure. Use --password-stdin.\n');
      if (password !== '' && flags.bool('password-stdin'))
        throw new CliError('--password and --password-stdin are mutually exclusive');
      if (flags.bool('password-stdin') && user === '')
        throw new CliError('Must provide --username with --password-stdin');
      if (user !== '' && password === '' && !flags.bool('password-stdin') && !cli.p.isatty(0))
        throw new CliError('Error: Cannot perform an interactive login from a non TTY device');
      throw new CliError(
        `drydock: 'docker login' is not simulated: nothing is sent anywhere, and images of ${cli.args[0] ?? 'Docker Hub'} need no password here`,
      );
    },
  },
  'docker logout': {
    args: { min: 0, max: 1 },
    *run(cli) {
      yield* cli.print(`Removing login credentials for ${cli.args[0] ?? 'https://index.docker.io/v1/'}\n`);
      return 0;
    },
  },
};

export { pruned };
