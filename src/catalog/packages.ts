// Indexes of packages: what apt-get, apk and pip can fetch, and what git can clone. Data only.

export interface PipPackage {
  readonly version: string;
  readonly requires: readonly string[];
  /** Commands that it puts into the bin folder: name → program of the machine. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Size of the download in kB. */
  readonly size: number;
}

const pip = (version: string, size: number, requires = '', scripts: Record<string, string> = {}): PipPackage => ({ version, size, requires: requires === '' ? [] : requires.split(' '), ...(Object.keys(scripts).length > 0 ? { scripts } : {}) });

/** The simulated Python Package Index, by normalized name. */
export const PYPI: Readonly<Record<string, PipPackage>> = {
  flask: pip('3.1.2', 103, 'blinker click itsdangerous jinja2 markupsafe werkzeug', { flask: 'flask' }),
  werkzeug: pip('3.1.3', 224, 'markupsafe'), jinja2: pip('3.1.6', 134, 'markupsafe'), markupsafe: pip('3.0.3', 22), itsdangerous: pip('2.2.0', 16), click: pip('8.3.0', 107), blinker: pip('1.9.0', 8),
  'flask-sqlalchemy': pip('3.1.1', 25, 'flask sqlalchemy'), sqlalchemy: pip('2.0.44', 3300, 'greenlet typing-extensions'), greenlet: pip('3.2.4', 610), 'typing-extensions': pip('4.15.0', 44), 'flask-migrate': pip('4.1.0', 21, 'flask flask-sqlalchemy alembic'), alembic: pip('1.17.1', 249, 'sqlalchemy mako typing-extensions', { alembic: 'alembic' }), mako: pip('1.3.10', 78, 'markupsafe'),
  pymysql: pip('1.1.2', 45), 'python-dotenv': pip('1.2.1', 21), gunicorn: pip('23.0.0', 85, 'packaging', { gunicorn: 'gunicorn' }), packaging: pip('25.0', 66), redis: pip('7.0.1', 339), requests: pip('2.32.5', 64, 'certifi charset-normalizer idna urllib3'), certifi: pip('2025.10.5', 163), 'charset-normalizer': pip('3.4.4', 153), idna: pip('3.11', 71), urllib3: pip('2.5.0', 129),
  numpy: pip('2.3.4', 16900), pandas: pip('2.3.3', 12400, 'numpy python-dateutil pytz tzdata'), 'python-dateutil': pip('2.9.0.post0', 229, 'six'), six: pip('1.17.0', 11), pytz: pip('2025.2', 509), tzdata: pip('2025.2', 347), pillow: pip('12.0.0', 7000), scipy: pip('1.16.2', 35700, 'numpy'),
  torch: pip('2.9.0', 899800, 'numpy sympy jinja2 networkx filelock typing-extensions'), torchvision: pip('0.24.0', 8000, 'torch numpy pillow'), torchaudio: pip('2.9.0', 2000, 'torch'), sympy: pip('1.14.0', 6300), networkx: pip('3.5', 2000), filelock: pip('3.20.0', 16), transformers: pip('4.57.1', 12000, 'filelock huggingface-hub numpy packaging pyyaml requests safetensors tqdm'), diffusers: pip('0.35.2', 4100, 'filelock huggingface-hub numpy requests safetensors pillow'), accelerate: pip('1.11.0', 375, 'numpy packaging psutil pyyaml torch'),
  'huggingface-hub': pip('0.36.0', 566, 'filelock packaging pyyaml requests tqdm', { 'huggingface-cli': 'huggingface-cli' }), safetensors: pip('0.6.2', 485), tqdm: pip('4.67.1', 78), pyyaml: pip('6.0.3', 770), psutil: pip('7.1.2', 263),
  gradio: pip('5.49.1', 63500, 'fastapi httpx jinja2 markupsafe numpy packaging pillow pydantic python-dotenv pyyaml uvicorn huggingface-hub', { gradio: 'gradio' }), fastapi: pip('0.120.1', 105, 'pydantic starlette typing-extensions'), starlette: pip('0.48.0', 73, 'anyio'), anyio: pip('4.11.0', 109, 'idna sniffio'), sniffio: pip('1.3.1', 10), httpx: pip('0.28.1', 73, 'anyio certifi httpcore idna'), httpcore: pip('1.0.9', 78, 'certifi h11'), h11: pip('0.16.0', 37), uvicorn: pip('0.38.0', 68, 'click h11'), pydantic: pip('2.12.3', 462, 'typing-extensions'),
  jupyterlab: pip('4.4.10', 12300, 'jinja2 jupyter-server notebook-shim packaging tornado traitlets', { jupyter: 'jupyter', 'jupyter-lab': 'jupyter' }), notebook: pip('7.4.7', 14300, 'jupyterlab', { 'jupyter-notebook': 'jupyter' }), jupyter: pip('1.1.1', 3, 'jupyterlab notebook'), 'jupyter-server': pip('2.17.0', 388, 'anyio jinja2 packaging tornado traitlets'), 'notebook-shim': pip('0.2.4', 13), tornado: pip('6.5.2', 443), traitlets: pip('5.14.3', 85), ipykernel: pip('7.1.0', 118, 'tornado traitlets psutil'),
  supervisor: pip('4.3.0', 320, '', { supervisord: 'supervisord', supervisorctl: 'supervisorctl' }), setuptools: pip('80.9.0', 1200), wheel: pip('0.45.1', 72), pytest: pip('8.4.2', 365, 'iniconfig packaging pluggy', { pytest: 'pytest' }), iniconfig: pip('2.3.0', 7), pluggy: pip('1.6.0', 20), django: pip('5.2.7', 8300, 'sqlparse', { 'django-admin': 'django-admin' }), sqlparse: pip('0.5.3', 44), celery: pip('5.5.3', 438, 'click', { celery: 'celery' }), 'mysqlclient': pip('2.2.7', 91), 'psycopg2-binary': pip('2.9.11', 4200), cryptography: pip('46.0.3', 4500), boto3: pip('1.40.61', 139),
};

/** Packages of Debian and Ubuntu: version, size in kB, the programs that they bring. */
export interface AptPackage {
  readonly version: string;
  readonly size: number;
  readonly programs: readonly string[];
  readonly depends: readonly string[];
}
const apt = (version: string, size: number, programs = '', depends = ''): AptPackage => ({ version, size, programs: programs === '' ? [] : programs.split(' '), depends: depends === '' ? [] : depends.split(' ') });

export const APT: Readonly<Record<string, AptPackage>> = {
  curl: apt('8.14.1-2', 270, 'curl', 'libcurl4t64'), libcurl4t64: apt('8.14.1-2', 392), wget: apt('1.25.0-2', 984, 'wget'), git: apt('1:2.47.3-0', 8862, 'git', 'git-man libcurl3t64-gnutls'), 'git-man': apt('1:2.47.3-0', 2205), 'libcurl3t64-gnutls': apt('8.14.1-2', 383), 'git-lfs': apt('3.6.1-1', 4300, 'git-lfs'), 'ca-certificates': apt('20250419', 162), gnupg: apt('2.4.7-21', 417, 'gpg'), procps: apt('2:4.0.4-9', 881, 'ps pgrep pkill pidof top free uptime watch sysctl'),
  'iputils-ping': apt('3:20240905-3', 51, 'ping'), iproute2: apt('6.15.0-1', 1200, 'ip ss'), 'net-tools': apt('2.10-1.3', 244, 'ifconfig netstat route arp'), dnsutils: apt('1:9.20.15', 300, 'dig nslookup host'), 'bind9-dnsutils': apt('1:9.20.15', 300, 'dig nslookup host'), 'netcat-openbsd': apt('1.229-1', 42, 'nc'), 'netcat-traditional': apt('1.10-48', 66, 'nc'), telnet: apt('0.17+2.5-9', 70, 'telnet'),
  vim: apt('2:9.1.1230-2', 1800, 'vi vim'), nano: apt('8.4-1', 690, 'nano'), less: apt('668-1', 159, 'less'), jq: apt('1.7.1-6', 77, 'jq'), tree: apt('2.2.1-1', 60, 'tree'), unzip: apt('6.0-29', 173, 'unzip'), zip: apt('3.0-15', 230, 'zip'), xxd: apt('2:9.1.1230-2', 85, 'xxd'), file: apt('1:5.46-5', 43, 'file'), sudo: apt('1.9.16p2-3', 2086, 'sudo'), supervisor: apt('4.2.5-3', 306, 'supervisord supervisorctl'), htop: apt('3.4.1-5', 175, 'top'), bash: apt('5.2.37-2', 1500, 'bash'), dumb_init: apt('1.2.5-3', 20), tini: apt('0.19.0-3', 250, 'tini'), 'dumb-init': apt('1.2.5-3', 20, 'tini'), gosu: apt('1.17-3', 900, 'gosu'), rsync: apt('3.4.1', 420), cron: apt('3.0pl1-197', 85), 'openssh-client': apt('1:10.0p1-7', 985, 'ssh scp'),
  'mariadb-client': apt('1:11.8.3-0', 2800, 'mariadb mysql mariadb-admin mariadb-dump mysqldump mysqladmin', 'mariadb-common'), 'mariadb-common': apt('1:11.8.3-0', 29), 'default-mysql-client': apt('1.1.1', 3, 'mariadb mysql mariadb-admin mariadb-dump mysqldump mysqladmin'), 'postgresql-client': apt('17+278', 14, 'psql pg_isready pg_dump'), redis: apt('5:8.0.2', 60, 'redis-server redis-cli'), 'redis-tools': apt('5:8.0.2', 900, 'redis-cli'), nginx: apt('1.26.3-3', 600, 'nginx'), python3: apt('3.13.5-1', 28, 'python3'), 'python3-pip': apt('25.1.1', 1500, 'pip3 pip', 'python3'), 'python3-venv': apt('3.13.5-1', 1, '', 'python3'),
  gcc: apt('4:14.2.0-1', 1, 'gcc'), 'g++': apt('4:14.2.0-1', 1, 'g++'), make: apt('4.4.1-2', 463, 'make'), 'build-essential': apt('12.12', 5, '', 'gcc g++ make'), 'libgl1': apt('1.7.0-1', 89), 'libglib2.0-0': apt('2.84.4-3', 1500), 'libsm6': apt('2:1.2.6-1', 37), 'libxext6': apt('2:1.3.4-1', 50), 'libpq-dev': apt('17.6-0', 150), 'default-libmysqlclient-dev': apt('1.1.1', 3), 'pkg-config': apt('1.8.1-4', 14), ffmpeg: apt('7:7.1.2', 1900, 'ffmpeg'), locales: apt('2.41-12', 3900), tzdata: apt('2025b-4', 260), 'lsb-release': apt('12.1-1', 6, 'lsb_release'), 'software-properties-common': apt('0.111', 40), 'apt-transport-https': apt('3.0.3', 35), nodejs: apt('20.19.2', 12000, 'node'), npm: apt('9.2.0', 350, 'npm npx'), 'libgomp1': apt('14.2.0-19', 137),
};

/** Repositories that git can clone: by URL without `.git`, files of each successive commit. */
export interface Repository {
  readonly commits: readonly { readonly message: string; readonly files: Readonly<Record<string, string>> }[];
}

const FLUX_APP = `import gradio as gr

with gr.Blocks(title="Flux Gym") as demo:
    gr.Markdown("# Train a LoRA")

demo.launch(server_name="0.0.0.0", server_port=7860)
`;

export const REPOSITORIES: Readonly<Record<string, Repository>> = {
  'https://github.com/cocktailpeanut/fluxgym': {
    commits: [
      { message: 'first version', files: { 'README.md': '# Flux Gym\n\nA web page to train LoRA models on one GPU.\n', 'requirements.txt': 'gradio\nsafetensors\npyyaml\n', 'app.py': FLUX_APP, 'models.yaml': 'flux-dev:\n  repo: black-forest-labs/FLUX.1-dev\n', 'outputs/.gitkeep': '', 'datasets/.gitkeep': '' } },
      { message: 'clearer titles', files: { 'README.md': '# Flux Gym\n\nA web page to train LoRA models on one GPU with little memory.\n' } },
    ],
  },
  'https://github.com/kohya-ss/sd-scripts': { commits: [{ message: 'training scripts', files: { 'README.md': '# sd-scripts\n\nScripts that train image models.\n', 'requirements.txt': 'accelerate\ntransformers\ndiffusers\n', 'flux_train_network.py': '# trains a network\n' } }] },
  'https://github.com/octocat/hello-world': { commits: [{ message: 'hello', files: { README: 'Hello World!\n' } }] },
};
