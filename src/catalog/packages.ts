// Repositories that git can clone. Data only. (pip: pypi/names.ts, apt: apt.ts)

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
      {
        message: 'first version',
        files: {
          'README.md': '# Flux Gym\n\nA web page to train LoRA models on one GPU.\n',
          'requirements.txt': 'gradio\nsafetensors\npyyaml\n',
          'app.py': FLUX_APP,
          'models.yaml': 'flux-dev:\n  repo: black-forest-labs/FLUX.1-dev\n',
          'outputs/.gitkeep': '',
          'datasets/.gitkeep': '',
        },
      },
      {
        message: 'clearer titles',
        files: { 'README.md': '# Flux Gym\n\nA web page to train LoRA models on one GPU with little memory.\n' },
      },
    ],
  },
  'https://github.com/kohya-ss/sd-scripts': {
    commits: [
      {
        message: 'training scripts',
        files: {
          'README.md': '# sd-scripts\n\nScripts that train image models.\n',
          'requirements.txt': 'accelerate\ntransformers\ndiffusers\n',
          'flux_train_network.py': '# trains a network\n',
        },
      },
    ],
  },
  'https://github.com/octocat/hello-world': { commits: [{ message: 'hello', files: { README: 'Hello World!\n' } }] },
};
