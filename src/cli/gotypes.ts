// The API's types as a template of `docker inspect` sees them: structs with every field in its order, empty
// ones too, under the names that they have in Go. On JSON the same values are printed by their own text.

import { goText } from '../api/durations.ts';
import { GoMap, GoValue, NIL_MAP, NIL_SLICE } from './template-values.ts';

/**
 * Fields of each type: `Name kind`, or `Name=Key kind` where JSON has another key. Kinds: s text, i number,
 * b boolean, t moment, d duration, any; []x, map[x], *X pointer to a struct, ?i pointer to a number, X struct.
 */
const TYPES: Readonly<Record<string, string>> = {
  Container:
    'ContainerJSONBase *ContainerJSONBase,Mounts []MountPoint,Config *Config,NetworkSettings *NetworkSettings,ImageManifestDescriptor *Descriptor',
  ContainerJSONBase:
    'ID=Id s,Created s,Path s,Args []s,State *State,Image s,ResolvConfPath s,HostnamePath s,HostsPath s,LogPath s,Name s,RestartCount i,Driver s,Platform s,MountLabel s,ProcessLabel s,AppArmorProfile s,ExecIDs []s,HostConfig *HostConfig,GraphDriver DriverData,SizeRw ?i,SizeRootFs ?i',
  State:
    'Status s,Running b,Paused b,Restarting b,OOMKilled b,Dead b,Pid i,ExitCode i,Error s,StartedAt s,FinishedAt s,Health *Health',
  Health: 'Status s,FailingStreak i,Log []*HealthcheckResult',
  HealthcheckResult: 'Start t,End t,ExitCode i,Output s',
  DriverData: 'Data map[s],Name s',
  MountPoint: 'Type s,Name s,Source s,Destination s,Driver s,Mode s,RW b,Propagation s',
  Config:
    'Hostname s,Domainname s,User s,AttachStdin b,AttachStdout b,AttachStderr b,ExposedPorts map[Empty],Tty b,OpenStdin b,StdinOnce b,Env []s,Cmd []s,Healthcheck *HealthConfig,ArgsEscaped b,Image s,Volumes map[Empty],WorkingDir s,Entrypoint []s,NetworkDisabled b,MacAddress s,OnBuild []s,Labels map[s],StopSignal s,StopTimeout ?i,Shell []s',
  HealthConfig: 'Test []s,Interval d,Timeout d,StartPeriod d,StartInterval d,Retries i',
  Empty: '',
  HostConfig:
    'Binds []s,ContainerIDFile s,LogConfig LogConfig,NetworkMode s,PortBindings map[[]PortBinding],RestartPolicy RestartPolicy,AutoRemove b,VolumeDriver s,VolumesFrom []s,ConsoleSize []i,Annotations map[s],CapAdd []s,CapDrop []s,CgroupnsMode s,DNS=Dns []s,DNSOptions=DnsOptions []s,DNSSearch=DnsSearch []s,ExtraHosts []s,GroupAdd []s,IpcMode s,Cgroup s,Links []s,OomScoreAdj i,PidMode s,Privileged b,PublishAllPorts b,ReadonlyRootfs b,SecurityOpt []s,StorageOpt map[s],Tmpfs map[s],UTSMode s,UsernsMode s,ShmSize i,Sysctls map[s],Runtime s,Isolation s,Resources Resources,Mounts []Mount,MaskedPaths []s,ReadonlyPaths []s,Init ?b',
  Resources:
    'CPUShares=CpuShares i,Memory i,NanoCPUs=NanoCpus i,CgroupParent s,BlkioWeight i,BlkioWeightDevice []*WeightDevice,BlkioDeviceReadBps []*ThrottleDevice,BlkioDeviceWriteBps []*ThrottleDevice,BlkioDeviceReadIOps []*ThrottleDevice,BlkioDeviceWriteIOps []*ThrottleDevice,CPUPeriod=CpuPeriod i,CPUQuota=CpuQuota i,CPURealtimePeriod=CpuRealtimePeriod i,CPURealtimeRuntime=CpuRealtimeRuntime i,CpusetCpus s,CpusetMems s,Devices []DeviceMapping,DeviceCgroupRules []s,DeviceRequests []DeviceRequest,KernelMemory i,KernelMemoryTCP i,MemoryReservation i,MemorySwap i,MemorySwappiness ?i,OomKillDisable ?b,PidsLimit ?i,Ulimits []*Ulimit,CPUCount=CpuCount i,CPUPercent=CpuPercent i,IOMaximumIOps i,IOMaximumBandwidth i',
  LogConfig: 'Type s,Config map[s]',
  RestartPolicy: 'Name s,MaximumRetryCount i',
  PortBinding: 'HostIP=HostIp s,HostPort s',
  WeightDevice: 'Path s,Weight i',
  ThrottleDevice: 'Path s,Rate i',
  DeviceMapping: 'PathOnHost s,PathInContainer s,CgroupPermissions s',
  DeviceRequest: 'Driver s,Count i,DeviceIDs []s,Capabilities [][]s,Options map[s]',
  Ulimit: 'Name s,Hard i,Soft i',
  Mount:
    'Type s,Source s,Target s,ReadOnly b,Consistency s,BindOptions *BindOptions,VolumeOptions *VolumeOptions,ImageOptions *ImageOptions,TmpfsOptions *TmpfsOptions,ClusterOptions *Empty',
  BindOptions: 'Propagation s,NonRecursive b,CreateMountpoint b,ReadOnlyNonRecursive b,ReadOnlyForceRecursive b',
  VolumeOptions: 'NoCopy b,Labels map[s],Subpath s,DriverConfig *Driver',
  Driver: 'Name s,Options map[s]',
  ImageOptions: 'Subpath s',
  TmpfsOptions: 'SizeBytes i,Mode i,Options [][]s',
  NetworkSettings:
    'NetworkSettingsBase NetworkSettingsBase,DefaultNetworkSettings DefaultNetworkSettings,Networks map[*EndpointSettings]',
  NetworkSettingsBase:
    'Bridge s,SandboxID s,SandboxKey s,Ports map[[]PortBinding],HairpinMode b,LinkLocalIPv6Address s,LinkLocalIPv6PrefixLen i,SecondaryIPAddresses []any,SecondaryIPv6Addresses []any',
  DefaultNetworkSettings:
    'EndpointID s,Gateway s,GlobalIPv6Address s,GlobalIPv6PrefixLen i,IPAddress s,IPPrefixLen i,IPv6Gateway s,MacAddress s',
  EndpointSettings:
    'IPAMConfig *EndpointIPAMConfig,Links []s,Aliases []s,MacAddress s,DriverOpts map[s],GwPriority i,NetworkID s,EndpointID s,Gateway s,IPAddress s,IPPrefixLen i,IPv6Gateway s,GlobalIPv6Address s,GlobalIPv6PrefixLen i,DNSNames []s',
  EndpointIPAMConfig: 'IPv4Address s,IPv6Address s,LinkLocalIPs []s',
  Image:
    'ID=Id s,RepoTags []s,RepoDigests []s,Parent s,Comment s,Created s,DockerVersion s,Author s,Config *Config,Architecture s,Variant s,Os s,OsVersion s,Size i,VirtualSize i,GraphDriver DriverData,RootFS RootFS,Metadata Metadata,Descriptor *Descriptor,Manifests []any',
  RootFS: 'Type s,Layers []s',
  Metadata: 'LastTagTime t',
  Descriptor:
    'MediaType=mediaType s,Digest=digest s,Size=size i,URLs []s,Annotations=annotations map[s],Data []any,Platform any,ArtifactType s',
  Network:
    'Name s,ID=Id s,Created t,Scope s,Driver s,EnableIPv4 b,EnableIPv6 b,IPAM IPAM,Internal b,Attachable b,Ingress b,ConfigFrom ConfigReference,ConfigOnly b,Containers map[EndpointResource],Options map[s],Labels map[s],Peers []any,Services map[any]',
  IPAM: 'Driver s,Options map[s],Config []IPAMConfig',
  IPAMConfig: 'Subnet s,IPRange s,Gateway s,AuxAddress=AuxiliaryAddresses map[s]',
  ConfigReference: 'Network s',
  EndpointResource: 'Name s,EndpointID s,MacAddress s,IPv4Address s,IPv6Address s',
  Volume:
    'ClusterVolume *Empty,CreatedAt s,Driver s,Labels map[s],Mountpoint s,Name s,Options map[s],Scope s,Status map[any],UsageData *UsageData',
  UsageData: 'RefCount i,Size i',
};
/** Structs inside another whose fields are the outer one's. */
const EMBEDDED: ReadonlySet<string> = new Set([
  'ContainerJSONBase',
  'Resources',
  'NetworkSettingsBase',
  'DefaultNetworkSettings',
]);
/** Types that print themselves. */
const STRINGERS: Readonly<Record<string, (v: Readonly<Record<string, unknown>>) => string>> = {
  Ulimit: (v) => `${String(v['Name'])}=${String(v['Soft'])}:${String(v['Hard'])}`,
  WeightDevice: (v) => `${String(v['Path'])}:${String(v['Weight'])}`,
  ThrottleDevice: (v) => `${String(v['Path'])}:${String(v['Rate'])}`,
};

interface Field {
  readonly name: string;
  readonly key: string;
  readonly kind: string;
}
const parsed = new Map<string, readonly Field[]>();
function fieldsOf(type: string): readonly Field[] {
  const known = parsed.get(type);
  if (known !== undefined) return known;
  const fields = (TYPES[type] ?? '')
    .split(',')
    .filter((f) => f !== '')
    .map((f): Field => {
      const [names = '', kind = ''] = f.split(' ');
      const [name = '', key = name] = names.split('=');
      return { name, key, kind };
    });
  parsed.set(type, fields);
  return fields;
}

/** `time.Time` as Go prints it. */
function moment(text: string): string {
  const m = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[-+]\d\d:\d\d)$/.exec(text);
  if (m === null) return text;
  const fraction = (m[3] ?? '').replace(/0+$/, '');
  const zone =
    m[4] === 'Z' ? '+0000 UTC' : `${m[4]!.replace(':', '')} ${m[4] === '+00:00' ? 'UTC' : m[4]!.replace(':', '')}`;
  return `${m[1]} ${m[2]}${fraction === '' ? '' : `.${fraction}`} ${zone}`;
}

/** A value of JSON as the type that `kind` names. */
export function typed(value: unknown, kind: string): unknown {
  if (kind.startsWith('[]'))
    return value === undefined || value === null
      ? NIL_SLICE
      : Array.isArray(value)
        ? value.map((x) => typed(x, kind.slice(2)))
        : value;
  if (kind.startsWith('map[')) {
    if (value === undefined || value === null) return NIL_MAP;
    const inner = kind.slice(4, -1);
    return new GoMap(
      Object.fromEntries(Object.entries(value).map(([k, v]) => [k, typed(v, inner)])),
      inner === 's' ? undefined : typed(inner.startsWith('*') ? null : undefined, inner),
    );
  }
  if (kind.startsWith('*')) return value === undefined || value === null ? null : struct(value, kind.slice(1), true);
  if (kind.startsWith('?')) return value ?? null;
  switch (kind) {
    case 's':
      return value ?? '';
    case 'i':
      return value ?? 0;
    case 'b':
      return value ?? false;
    case 'any':
      return value ?? null;
    case 't':
      return new GoValue(
        moment(typeof value === 'string' ? value : '0001-01-01T00:00:00Z'),
        value ?? null,
        'time.Time',
      );
    case 'd':
      return new GoValue(goText(typeof value === 'number' ? value / 1e6 : 0), value ?? 0, 'time.Duration');
  }
  return struct(value ?? {}, kind, false);
}

function struct(given: unknown, type: string, pointer: boolean): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  const value: Readonly<Record<string, unknown>> = { ...given };
  const own = fieldsOf(type).map((f): [string, unknown] => [
    f.name,
    EMBEDDED.has(f.name) ? struct(value, f.name, f.kind.startsWith('*')) : typed(value[f.key], f.kind),
  ]);
  return new GoValue(STRINGERS[type]?.(value), value, type, Object.fromEntries(own), EMBEDDED, pointer);
}
