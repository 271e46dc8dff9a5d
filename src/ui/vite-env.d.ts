/// <reference types="svelte" />
/// <reference types="vite/client" />

/** Made by vite.scenarios.ts. */
declare module 'virtual:scenarios' {
  type Scenario = import('../scenarios/format.ts').Scenario;
  export const scenarios: readonly {
    readonly name: string;
    readonly title: Scenario['title'];
    load(): Promise<{ readonly scenario: Scenario; readonly files: Readonly<Record<string, string>> }>;
  }[];
}
