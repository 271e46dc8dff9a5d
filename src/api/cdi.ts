// Names of devices of the Container Device Interface, which clients tell from paths of devices.

import type { DeviceRequest } from './types/host.ts';

const NAME = /^[A-Za-z][\w.-]*\/[A-Za-z][\w-]*=[A-Za-z0-9]([\w.:-]*[A-Za-z0-9])?$/;

/** Is it `vendor/class=name`? */
export function isCdiName(text: string): boolean {
  return NAME.test(text);
}

/** The request for such devices, as the clients send it. */
export function cdiRequest(names: readonly string[]): DeviceRequest {
  return { Driver: 'cdi', Count: 0, DeviceIDs: [...names], Capabilities: null, Options: null };
}
