import { describe, expect, it } from 'vitest';
import { decode } from '../fs/bytes.ts';
import { EVERYTHING } from '../headless/parts.ts';
import { Machine } from '../lab/machine.ts';

/** A shell on a host with so many GPUs. */
function host(gpus: number): (line: string) => string {
  const s = new Machine(EVERYTHING, { gpus }).session({ user: 'root', cwd: '/root/lab', name: 'test' });
  s.run('docker pull -q ubuntu; docker pull -q busybox');
  return (line) => {
    const a = s.run(line);
    return decode(a.stdout) + decode(a.stderr) + (a.status === 0 ? '' : `= ${a.status}\n`);
  };
}
const count = (text: string): number => (text.match(/^GPU \d/gm) ?? []).length;

describe('a host with GPUs', () => {
  const two = host(2);
  it('has the driver, the runtime and CDI devices', () => {
    expect(two('ls /dev/nvidia*')).toBe(
      [
        '/dev/nvidia-modeset',
        '/dev/nvidia-uvm',
        '/dev/nvidia-uvm-tools',
        '/dev/nvidia0',
        '/dev/nvidia1',
        '/dev/nvidiactl',
      ]
        .map((x) => `${x}\n`)
        .join(''),
    );
    const info = two('docker info');
    expect(info).toContain(' Runtimes: io.containerd.runc.v2 nvidia runc\n');
    expect(info).toMatch(/ Discovered Devices:\n {2}cdi: nvidia.com\/gpu=0\n {2}cdi: nvidia.com\/gpu=1\n[^]*gpu=all\n/);
  });
  it('gives a container the GPUs that it asks for, and no others', () => {
    const table: [string, number][] = [
      ['--gpus all', 2],
      ['--gpus 1', 1],
      ['--gpus device=1', 1],
      [`--gpus '"device=0,1"'`, 2],
      [`--gpus 'all,"capabilities=compute,utility"'`, 2],
      ['--device nvidia.com/gpu=1', 1],
      ['--device nvidia.com/gpu=all', 2],
      ['--runtime nvidia -e NVIDIA_VISIBLE_DEVICES=0', 1],
      ['--runtime nvidia -e NVIDIA_VISIBLE_DEVICES=all', 2],
    ];
    for (const [flags, n] of table)
      expect([flags, count(two(`docker run --rm ${flags} ubuntu nvidia-smi -L`))]).toEqual([flags, n]);
    for (const flags of [
      '',
      '--gpus 0',
      '--runtime nvidia',
      '-e NVIDIA_VISIBLE_DEVICES=all',
      '--gpus all,capabilities=compute',
    ])
      expect(two(`docker run --rm ${flags} ubuntu nvidia-smi -L`)).toContain('executable file not found');
    expect(two('docker run --rm --gpus all ubuntu printenv NVIDIA_VISIBLE_DEVICES')).toBe('all\n');
    expect(two('docker run --rm --device /dev/nvidia0 ubuntu sh -c "ls /dev/nvidia*"')).toBe('/dev/nvidia0\n');
    expect(two('docker run --rm --privileged ubuntu sh -c "ls /dev/nvidia[01]"')).toBe('/dev/nvidia0\n/dev/nvidia1\n');
  });
  it('refuses what it does not have in the words of the toolkit', () => {
    expect(two('docker run --rm --gpus 3 ubuntu true')).toContain(
      'nvidia-container-cli: device error: 2: unknown device',
    );
    expect(two('docker run --rm --gpus device=x ubuntu true')).toContain('device error: x: unknown device');
    expect(two('docker run --rm --device nvidia.com/gpu=7 ubuntu true')).toContain(
      'unresolvable CDI devices nvidia.com/gpu=7',
    );
    expect(two('docker run --rm --gpus count=1,device=0 ubuntu true')).toContain('cannot set both Count and DeviceIDs');
    expect(two('docker run --rm --gpus all,capabilities=tpu ubuntu true')).toContain('with capabilities: [[tpu gpu]]');
    const asks = "-e 'NVIDIA_REQUIRE_CUDA=cuda>=99.0'";
    expect(two(`docker run --rm --gpus all ${asks} ubuntu true`)).toContain(
      'unsatisfied condition: cuda>=99.0, please update',
    );
    expect(two(`docker run --rm --gpus all ${asks} -e NVIDIA_DISABLE_REQUIRE=1 ubuntu true`)).toBe('');
  });
  it('lists the processes that hold a GPU, on the host and beside the asker only', () => {
    two(`docker run -d --name work --gpus device=1 ubuntu sh -c 'exec 3</dev/nvidia1; sleep 1000'`);
    two('sleep 1');
    const row = two('nvidia-smi --query-compute-apps=pid,name,used_memory --format=csv,noheader');
    expect(row).toMatch(/^\d+, \S+, \d+ MiB\n$/);
    expect(two('nvidia-smi --query-gpu=index,memory.used,utilization.gpu --format=csv,noheader,nounits')).toMatch(
      /^0, 1, 0\n1, \d{3}, [1-9]\d*\n$/,
    );
    expect(two('nvidia-smi')).toMatch(/\| {4}1 {3}N\/A {2}N\/A +\d+ {6}C {3}\S+ +\d+MiB \|/);
    for (const line of two('nvidia-smi').trimEnd().split('\n').slice(1)) expect([0, 91]).toContain(line.length);
    expect(two('docker run --rm --gpus all ubuntu nvidia-smi')).toContain('No running processes found');
    expect(two('docker run --rm --gpus all --pid host ubuntu nvidia-smi')).toContain('MiB |');
    two('docker rm -f work');
    expect(two('nvidia-smi')).toContain('No running processes found');
  });
  it('answers the tool with its exit codes', () => {
    expect(two('nvidia-smi --query-gpu=color --format=csv')).toBe(
      'Field "color" is not a valid field to query.\n\n= 2\n',
    );
    expect(two('nvidia-smi -i 9')).toBe('No devices were found\n= 6\n');
    expect(two('nvidia-smi dmon')).toContain("drydock: 'nvidia-smi dmon' is not simulated");
    expect(two('timeout 3 nvidia-smi -l 1 --query-gpu=index --format=csv,noheader | wc -l')).toMatch(/^[46]\n$/);
    expect(two('nvidia-smi -q -d MEMORY -i 0')).toContain(
      '        Total                                      : 24576 MiB\n',
    );
  });
  it('serves Compose', () => {
    two(
      `printf 'services:\\n  a:\\n    image: ubuntu\\n    command: nvidia-smi -L\\n    gpus: all\\n  b:\\n    image: ubuntu\\n    command: nvidia-smi -L\\n    deploy: {resources: {reservations: {devices: [{driver: nvidia, device_ids: ["1"], capabilities: [gpu]}]}}}\\n  c:\\n    image: ubuntu\\n    command: nvidia-smi -L\\n    devices: ["nvidia.com/gpu=0"]\\n  d:\\n    image: ubuntu\\n    command: nvidia-smi -L\\n    runtime: nvidia\\n    environment: [NVIDIA_VISIBLE_DEVICES=all]\\n' > compose.yaml`,
    );
    const seen = (name: string): number => count(two(`docker compose run --rm ${name}`));
    expect(['a', 'b', 'c', 'd'].map(seen)).toEqual([2, 1, 1, 2]);
  });
  it('runs the images of CUDA', () => {
    const image = 'nvidia/cuda:12.4.1-devel-ubuntu22.04';
    two(`docker pull -q ${image}`);
    const without = two(`docker run --rm ${image} nvcc --version`);
    expect(without).toContain('CUDA Version 12.4.1\n');
    expect(without).toContain('WARNING: The NVIDIA Driver was not detected.');
    expect(without).toContain('Cuda compilation tools, release 12.4, V12.4.131\n');
    const got = two(`docker run --rm --gpus all ${image} nvidia-smi -L`);
    expect(got).not.toContain('WARNING');
    expect(count(got)).toBe(2);
    expect(two('docker pull nvidia/cuda')).toContain('= 1');
  });
});

describe('a host without GPUs', () => {
  it('says what it does not have, and why explains it in both languages', () => {
    const none = host(0);
    expect(none('docker run --name gg --gpus all busybox true')).toBe(
      'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]\n\n' +
        "Run 'docker run --help' for more information\n= 125\n",
    );
    expect(none('drydock why')).toContain('drydock play --gpus 1');
    expect(none('LANG=es_ES.UTF-8 drydock why')).toContain('pide una GPU');
    expect(none('docker run --runtime nvidia busybox')).toContain('unknown or invalid runtime name: nvidia');
    expect(none('nvidia-smi')).toContain('command not found');
  });
});
