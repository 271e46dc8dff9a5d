// Texts of errors that more than one command has, and those of wrong usage.

import { type ArgRule, CliError } from './cli.ts';
import type { FlagError } from './flags.ts';
import { type CommandSpec, ownName } from './tree.ts';

/** A wrong number of arguments, in the words of docker/cli's `cli/required.go`. */
export function argCountError(spec: CommandSpec, rule: ArgRule): string {
  const path = ownName(spec);
  const text = argCountText(spec, rule, path);
  return path.startsWith('docker buildx') ? `ERROR: ${text}` : text;
}

function argCountText(spec: CommandSpec, rule: ArgRule, path: string): string {
  const s = (n: number): string => (n === 1 ? 'argument' : 'arguments');
  if (rule.max === 0)
    return `docker: '${path}' accepts no arguments\n\nUsage:  ${usageOf(spec)}\n\nRun '${path} --help' for more information`;
  if (rule.min === rule.max)
    return `docker: '${path}' requires ${rule.min} ${s(rule.min)}\n\nUsage:  ${usageOf(spec)}\n\nRun '${path} --help' for more information`;
  if (rule.max === Infinity)
    return `docker: '${path}' requires at least ${rule.min} ${s(rule.min)}\n\nUsage:  ${usageOf(spec)}\n\nSee '${path} --help' for more information`;
  // the CLI's own slip of the pen, kept to the letter
  if (rule.min === 0)
    return `docker: '${path}' requires at most ${rule.max} ${s(rule.max)}\n\nUsage:  ${usageOf(spec)}\n\nSRun '${path} --help' for more information`;
  return `docker: '${path}' requires at least ${rule.min} and at most ${rule.max} ${s(rule.max)}\n\nUsage:  ${usageOf(spec)}\n\nRun '${path} --help' for more information`;
}

function usageOf(spec: CommandSpec): string {
  return spec.usage.replace(/\n\s*/g, '\n\t');
}

/** A flag that is none or has a wrong value, with the command's usage. */
export function flagFailure(spec: CommandSpec, error: FlagError): string {
  return `${error.message}\n\nUsage:  ${usageOf(spec)}\n\nRun '${ownName(spec)} --help' for more information`;
}

/** `-it` without a terminal. @param status -1 for a command that adds nothing to the text */
export function noTerminal(status?: number): CliError {
  return new CliError('the input device is not a TTY', status);
}

/** An archive is not written to a terminal. */
export function terminalRefused(): CliError {
  return new CliError('cowardly refusing to save to a terminal. Use the -o flag or redirect');
}

/** A name with a tag, and `--all-tags`. */
export function tagWithAllTags(): CliError {
  return new CliError("tag can't be used with --all-tags/-a");
}
