// Everything that can be executed, by the name in the program files.

import { BUSYBOX, BUSYBOX_MORE } from '../catalog/applets.ts';
import type { Program } from '../kernel/block.ts';
import { shellProgram } from '../shell/main.ts';
import { ashProgram, dashProgram } from '../shell/othershells.ts';
import { archives } from '../programs/archive/tar.ts';
import { files } from '../programs/coreutils/files.ts';
import { list } from '../programs/coreutils/list.ts';
import { say } from '../programs/coreutils/say.ts';
import { jq } from '../programs/jq/main.ts';
import { curlProgram } from '../programs/net/curl.ts';
import { envsubst } from '../programs/net/envsubst.ts';
import { iptables } from '../programs/net/iptables.ts';
import { netTools } from '../programs/net/tools.ts';
import { wgetProgram } from '../programs/net/wget.ts';
import { busyboxHttpd } from '../servers/busybox-httpd.ts';
import { packages } from '../programs/packages/index.ts';
import { supervisor } from '../servers/supervisor.ts';
import { nginxServer } from '../servers/nginx/main.ts';
import { apacheServers } from '../servers/services/apache.ts';
import { proxyServers } from '../servers/services/caddy.ts';
import { elasticServers } from '../servers/services/elastic.ts';
import { mailServers } from '../servers/services/mail.ts';
import { phpServers } from '../servers/services/php.ts';
import { registryServer } from '../servers/services/registry.ts';
import { seleniumServers } from '../servers/services/selenium.ts';
import { smallServers } from '../servers/services/small.ts';
import { storeServers } from '../servers/services/stores.ts';
import { webServers } from '../programs/net/web.ts';
import { privileges } from '../programs/system/gosu.ts';
import { nvidiaPrograms } from '../programs/system/nvidia.ts';
import { mknod } from '../programs/system/mknod.ts';
import { people } from '../programs/system/people.ts';
import { processes } from '../programs/system/processes.ts';
import { screen } from '../programs/system/screen.ts';
import { text } from '../programs/text/index.ts';
import { builders } from '../programs/tools/builders.ts';
import { compiledPrograms } from '../programs/tools/compiled.ts';
import { secrets } from '../programs/tools/crypto.ts';
import { javaTools } from '../programs/tools/java.ts';
import { make } from '../programs/tools/make.ts';
import { nvcc } from '../programs/tools/nvcc.ts';
import { nodeTools } from '../programs/tools/npm.ts';

const APPLETS = [...new Set([...BUSYBOX, ...BUSYBOX_MORE])].sort();

/** Applets by name, run by the multi-call binary under their own names. */
const busybox: Program = function* (p) {
  const name = p.name === 'busybox' ? p.args[0] : p.name;
  if (name === undefined || name === '--help') {
    yield* p.print(
      `BusyBox v1.37.0 multi-call binary.\n\nUsage: busybox [function [arguments]...]\n   or: busybox --list\n\nCurrently defined functions:\n\t${APPLETS.join(', ')}\n`,
    );
    return 0;
  }
  if (name === '--list') {
    yield* p.print(APPLETS.map((n) => `${n}\n`).join(''));
    return 0;
  }
  const program = APPLETS.includes(name) ? table[{ sh: 'ash', httpd: 'busybox-httpd' }[name] ?? name] : undefined;
  if (program === undefined) {
    yield* p.eprint(`${name}: applet not found\n`);
    return 127;
  }
  if (p.name === 'busybox') p.argv = p.args;
  return yield* program(p);
};

const helloWorld: Program = function* (p) {
  yield* p.print(`
Hello from Docker!
This message shows that your installation appears to be working correctly.

What happened, step by step:
 1. The client asked the daemon to run the "hello-world" image.
 2. The daemon did not have it and pulled it from Docker Hub. (amd64)
 3. The daemon made a container from the image; its one program printed this text.
 4. The daemon streamed the output to the client, which put it on your terminal.

Something bigger to try next:
 $ docker run -it ubuntu bash

`);
  return 0;
};

const table: Record<string, Program> = {
  ...files,
  ...list,
  ...say,
  ...people,
  ...privileges,
  ...processes,
  ...text,
  ...curlProgram,
  jq,
  make,
  ...builders,
  ...compiledPrograms,
  ...secrets,
  ...javaTools,
  ...nodeTools,
  ...wgetProgram,
  ...netTools,
  envsubst,
  ...archives,
  ...screen,
  ...packages,
  ...supervisor,
  ...webServers,
  ...nginxServer,
  ...apacheServers,
  ...proxyServers,
  ...registryServer,
  ...elasticServers,
  ...mailServers,
  ...phpServers,
  ...seleniumServers,
  ...smallServers,
  ...storeServers,
  bash: shellProgram('bash'),
  dash: dashProgram,
  ash: ashProgram,
  busybox,
  mknod,
  iptables,
  ...nvidiaPrograms,
  nvcc,
  'busybox-httpd': busyboxHttpd,
  'hello-world': helloWorld,
};

/** What is there by name and does nothing but say so. */
const notSimulated = (name: string): Program =>
  function* (p) {
    yield* p.eprint(`drydock: '${name}' is not simulated\n`);
    return 1;
  };
for (const name of APPLETS) table[name] ??= notSimulated(name);

/** The programs of a machine. */
export function allPrograms(): Map<string, Program> {
  return new Map(Object.entries(table));
}
