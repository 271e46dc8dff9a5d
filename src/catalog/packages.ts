// Indexes of packages: what pip can fetch (apt: apt.ts), and what git can clone. Data only.

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
