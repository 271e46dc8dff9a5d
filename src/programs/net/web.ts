// Tools that serve a page of their own: JupyterLab and Gradio.

import { FsError, errnoText } from '../../fs/node.ts';
import type { Program, Task } from '../../kernel/block.ts';
import type { Listener } from '../../kernel/net.ts';
import type { Process } from '../../kernel/process.ts';
import { strftime } from '../../shell/printf.ts';
import { Failure, program } from '../args.ts';
import { reply, serve } from './http.ts';
import { escapeHtml, page as html } from './html.ts';

export { escapeHtml } from './html.ts';

function* page(p: Process, ip: string, port: number, body: () => string, log: (line: string) => Task): Task<number> {
  let listener: Listener;
  try {
    listener = p.net.listen(ip, port, p);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* p.eprint(`${p.name}: cannot listen on ${ip}:${port}: ${errnoText(error.code)}\n`);
    return 1;
  }
  return yield* serve(p, listener, function* (request) {
    yield* log(request.start);
    return reply('200 OK', body(), [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Server', p.name],
    ]);
  });
}

/** JupyterLab: lists the files of its root folder; a simulated service. */
const jupyter: Program = program(function* (p) {
  const flag = (name: string): string | undefined => {
    const i = p.args.findIndex((a) => a === `--${name}` || a.startsWith(`--${name}=`));
    return i < 0 ? undefined : p.args[i]!.includes('=') ? p.args[i]!.slice(p.args[i]!.indexOf('=') + 1) : p.args[i + 1];
  };
  const ip = flag('ip') ?? flag('ServerApp.ip') ?? '127.0.0.1';
  const port = Number(flag('port') ?? flag('ServerApp.port') ?? 8888);
  const root = p.abs(flag('notebook-dir') ?? flag('ServerApp.root_dir') ?? '.');
  if (p.args[0] === '--version') {
    yield* p.print('jupyterlab       : 4.4.10\n');
    return 0;
  }
  if (p.name === 'jupyter' && !['lab', 'notebook', 'server'].includes(p.args[0] ?? ''))
    throw new Failure(`drydock: 'jupyter ${p.args[0] ?? ''}' is not simulated (lab and notebook are)`);
  if (p.euid === 0 && !p.args.includes('--allow-root')) {
    yield* p.eprint(
      `[C ${strftime('%Y-%m-%d %H:%M:%S.000', p.kernel.now)} ServerApp] Running as root is not recommended. Use --allow-root to bypass.\n`,
    );
    return 1;
  }
  const say = function* (app: string, text: string): Task {
    yield* p.eprint(`[I ${strftime('%Y-%m-%d %H:%M:%S.000', p.kernel.now)} ${app}] ${text}\n`);
  };
  yield* p.sleep(1200);
  yield* say('ServerApp', `Serving notebooks from local directory: ${root}`);
  yield* say('ServerApp', 'Jupyter Server 2.17.0 is running at:');
  yield* say('ServerApp', `http://${ip === '0.0.0.0' || ip === '*' ? p.uts.hostname : ip}:${port}/lab`);
  yield* say('ServerApp', 'Use Control-C to stop this server and shut down all kernels (twice to skip confirmation).');
  return yield* page(
    p,
    ip === '*' ? '0.0.0.0' : ip === 'localhost' ? '127.0.0.1' : ip,
    port,
    () =>
      html(
        'JupyterLab',
        `<p>Files in <code>${escapeHtml(root)}</code> (a simulated service: notebooks do not run).</p>\n<ul>\n${(p.fs.isDir(root) ? p.fs.readdir(root) : []).map((n) => `<li>${escapeHtml(n)}</li>`).join('\n')}\n</ul>`,
      ),
    (line) => say('ServerApp', `200 ${line}`),
  );
});

/** Gradio's runner: serves the page that an app's source describes in its title; a simulated service. */
const gradio: Program = program(function* (p) {
  const file = p.args.find((a) => !a.startsWith('-'));
  if (file === undefined) throw new Failure('Usage: gradio APP.py', 2);
  if (!p.fs.exists(file)) throw new Failure(`${file}: No such file or directory`, 2);
  const source = p.fs.readText(file);
  const ip = p.getenv('GRADIO_SERVER_NAME') ?? /server_name\s*=\s*["']([^"']+)/.exec(source)?.[1] ?? '127.0.0.1';
  const port = Number(p.getenv('GRADIO_SERVER_PORT') ?? /server_port\s*=\s*(\d+)/.exec(source)?.[1] ?? 7860);
  const title = /title\s*=\s*["']([^"']+)/.exec(source)?.[1] ?? 'Gradio';
  const heading = [...source.matchAll(/Markdown\(\s*["']#*\s*([^"']+)/g)]
    .map((m) => `<h2>${escapeHtml(m[1]!)}</h2>`)
    .join('\n');
  yield* p.sleep(1500);
  yield* p.print(
    `Watching: '${p.cwd}'\n\n* Running on local URL:  http://${ip}:${port}\n* To create a public link, set \`share=True\` in \`launch()\`.\n`,
  );
  return yield* page(
    p,
    ip,
    port,
    () => html(title, `${heading}\n<p>Served by <code>gradio ${escapeHtml(file)}</code> (a simulated service).</p>`),
    function* () {},
  );
});

export const webServers: Record<string, Program> = { jupyter, gradio };
