// The structs of what the daemon tells of images, and of what it does with them line by line: api/types/image and
// pkg/jsonmessage of moby 28.5.

import { bool, int, int64, list, map, pointer, type Shape, string, type Struct, struct } from '../shape.ts';
import { CONFIG, HEALTH } from '../shapes/container.ts';
import { DESCRIPTOR, DIGEST, GRAPH_DRIVER, IMAGE_ID, labels, PLATFORM, TIME } from './common.ts';
import { joined, mapped, without } from './alter.ts';

const MANIFESTS = list(
  struct('image.ManifestSummary', {
    ID: string,
    Descriptor: DESCRIPTOR,
    Available: bool,
    Size: struct('struct', { Content: int64, Total: int64 }),
    Kind: string,
    'ImageData?': pointer(
      struct('image.ImageProperties', {
        Platform: PLATFORM,
        Size: struct('struct', { Unpacked: int64 }),
        Containers: list(string),
      }),
    ),
    'AttestationData?': pointer(struct('image.AttestationProperties', { For: DIGEST })),
  }),
);

export const IMAGE_ROW = struct('image.Summary', {
  Containers: int64,
  Created: int64,
  Id: DIGEST,
  Labels: labels,
  ParentId: IMAGE_ID,
  'Descriptor?': pointer(DESCRIPTOR),
  'Manifests?': MANIFESTS,
  RepoDigests: list(string),
  RepoTags: list(string),
  SharedSize: int64,
  Size: int64,
});
/** Before 1.44. */
export const OLD_IMAGE_ROW = joined(IMAGE_ROW, { 'VirtualSize?': int64 });

/** What an image gives its containers, as a map: eight fields are there however empty (inspectCompatResponse of moby). */
const IMAGE_CONFIG = mapped(
  struct('image.Config', {
    'ArgsEscaped?': bool,
    Cmd: list(string),
    Entrypoint: list(string),
    Env: list(string),
    'ExposedPorts?': map(struct('struct {}', {})),
    'Healthcheck?': pointer(HEALTH),
    Labels: labels,
    OnBuild: list(string),
    'Shell?': list(string),
    'StopSignal?': string,
    User: string,
    Volumes: map(struct('struct {}', {})),
    WorkingDir: string,
  }),
);
/** Before 1.50 it has the fields of a container too. */
const OLD_CONFIG = mapped(CONFIG);

const imageOf = (config: Shape, more: Readonly<Record<string, Shape>>, size: Readonly<Record<string, Shape>>): Struct =>
  struct('image.InspectResponse', {
    Id: DIGEST,
    RepoTags: list(string),
    RepoDigests: list(string),
    Parent: IMAGE_ID,
    Comment: string,
    'Created?': TIME,
    ...more,
    DockerVersion: string,
    Author: string,
    Architecture: string,
    'Variant?': string,
    Os: string,
    'OsVersion?': string,
    Size: int64,
    ...size,
    GraphDriver: GRAPH_DRIVER,
    RootFS: struct('image.RootFS', { 'Type?': string, 'Layers?': list(DIGEST) }),
    Metadata: struct('image.Metadata', { LastTagTime: TIME }),
    'Descriptor?': pointer(DESCRIPTOR),
    'Manifests?': MANIFESTS,
    Config: pointer(config),
  });

/** An image looked at, as a version of the API tells it. */
export const IMAGE = imageOf(IMAGE_CONFIG, {}, {});
export const IMAGE_149 = imageOf(OLD_CONFIG, {}, {});
const made = { 'Container?': string, 'ContainerConfig?': pointer(CONFIG) };
export const IMAGE_144 = imageOf(OLD_CONFIG, made, {});
export const IMAGE_143 = imageOf(OLD_CONFIG, made, { 'VirtualSize?': int64 });

export const HISTORY = list(
  struct('image.HistoryResponseItem', {
    Comment: string,
    Created: int64,
    CreatedBy: string,
    Id: string,
    Size: int64,
    Tags: list(string),
  }),
);
const DELETED = list(struct('image.DeleteResponse', { 'Deleted?': DIGEST, 'Untagged?': string }));
export const IMAGES_DELETED = DELETED;
export const IMAGES_PRUNED = struct('image.PruneReport', { ImagesDeleted: DELETED, SpaceReclaimed: { go: 'uint64' } });
export const FOUND = list(
  struct('registry.SearchResult', {
    star_count: int,
    is_official: bool,
    name: string,
    is_automated: bool,
    description: string,
  }),
);
export const COMMITTED = struct('common.IDResponse', { Id: DIGEST });
export const LOGGED_IN = struct('registry.AuthenticateOKBody', { IdentityToken: string, Status: string });
export const REMOTE = struct('registry.DistributionInspect', { Descriptor: DESCRIPTOR, Platforms: list(PLATFORM) });

/** A line of what takes a while. @param aux what stands in it besides, by kinds of lines */
const progress = (aux: Shape): Struct =>
  struct('jsonmessage.JSONMessage', {
    'stream?': string,
    'status?': string,
    'progressDetail?': pointer(
      struct('jsonmessage.JSONProgress', {
        'current?': int64,
        'total?': int64,
        'start?': int64,
        'hidecounts?': bool,
        'units?': string,
      }),
    ),
    'progress?': string,
    'id?': string,
    'errorDetail?': pointer(struct('jsonmessage.JSONError', { 'code?': int, 'message?': string })),
    'error?': string,
    'aux?': pointer(aux),
  });

export const PROGRESS = without(progress({ go: 'any' }), 'aux', 'stream');
export const PUSHED = without(
  progress(struct('types.PushResult', { Tag: string, Digest: DIGEST, Size: int })),
  'stream',
);
export const LOADED = without(progress({ go: 'any' }), 'aux');
/** Our own, see routes/build.ts. */
export const TRACED = without(progress(string), 'stream', 'status', 'progressDetail', 'progress');
export const BUILT = progress(struct('build.Result', { ID: DIGEST }));
