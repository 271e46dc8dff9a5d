$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ for r in /swarm /swarm/unlockkey /nodes /services /tasks /secrets /configs /nodes/x /services/x /tasks/x /secrets/x /configs/x /services/x/logs '/services/x/logs?stdout=1' /tasks/x/logs '/tasks/x/logs?stderr=1'; do printf '%s ' $r; api GET $r | tr '\n' ' '; echo; done
| /swarm {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /swarm/unlockkey {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /nodes {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /tasks {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /nodes/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /tasks/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/x/logs {"message":"Bad parameters: you must choose at least one stream"}  500 
| /services/x/logs?stdout=1 {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /tasks/x/logs {"message":"Bad parameters: you must choose at least one stream"}  500 
| /tasks/x/logs?stderr=1 {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
$ for r in /nodes/x /services/x /secrets/x /configs/x /swarm /tasks/x; do printf '%s ' $r; api DELETE $r | tr '\n' ' '; echo; done
| /nodes/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/x {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /swarm {"message":"page not found"}  404 
| /tasks/x {"message":"page not found"}  404 
$ for r in /swarm/init /swarm/join /swarm/leave /swarm/update '/swarm/update?version=1' /swarm/unlock /nodes/x/update '/nodes/x/update?version=1' /services/create /services/x/update '/services/x/update?version=5' /secrets/create /secrets/x/update '/secrets/x/update?version=1' /configs/create '/configs/x/update?version=1' /configs/x/update; do printf '%s ' $r; api POST $r | tr '\n' ' '; echo; done
| /swarm/init {"message":"invalid ListenAddr \"\": invalid empty address"}  400 
| /swarm/join {"message":"invalid ListenAddr \"\": invalid empty address"}  400 
| /swarm/leave {"message":"This node is not part of a swarm"}  503 
| /swarm/update {"message":"invalid swarm version '': strconv.ParseUint: parsing \"\": invalid syntax"}  400 
| /swarm/update?version=1 {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /swarm/unlock {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /nodes/x/update {"message":"invalid node version '': strconv.ParseUint: parsing \"\": invalid syntax"}  400 
| /nodes/x/update?version=1 {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/create {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/x/update {"message":"invalid service version '': strconv.ParseUint: parsing \"\": invalid syntax"}  400 
| /services/x/update?version=5 {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/create {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/x/update {"message":"invalid secret version"}  400 
| /secrets/x/update?version=1 {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/create {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/x/update?version=1 {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/x/update {"message":"invalid config version"}  400 
$ for r in /swarm/join '/swarm/update?version=1' /swarm/unlock '/nodes/x/update?version=1' /services/create '/services/x/update?version=5' /secrets/create '/secrets/x/update?version=1' /configs/create '/configs/x/update?version=1'; do for b in x '[]' '{}' null '{"Name":5}'; do printf '%s %s ' $r "$b"; post $r "$b" | tr '\n' ' '; echo; done; done
| /swarm/join x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /swarm/join [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.JoinRequest"}  400 
| /swarm/join {} {"message":"invalid ListenAddr \"\": invalid empty address"}  400 
| /swarm/join null {"message":"invalid ListenAddr \"\": invalid empty address"}  400 
| /swarm/join {"Name":5} {"message":"invalid ListenAddr \"\": invalid empty address"}  400 
| /swarm/update?version=1 x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /swarm/update?version=1 [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.Spec"}  400 
| /swarm/update?version=1 {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /swarm/update?version=1 null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /swarm/update?version=1 {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field Spec.Name of type string"}  400 
| /swarm/unlock x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /swarm/unlock [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.UnlockRequest"}  400 
| /swarm/unlock {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /swarm/unlock null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /swarm/unlock {"Name":5} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /nodes/x/update?version=1 x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /nodes/x/update?version=1 [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.NodeSpec"}  400 
| /nodes/x/update?version=1 {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /nodes/x/update?version=1 null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /nodes/x/update?version=1 {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field NodeSpec.Name of type string"}  400 
| /services/create x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /services/create [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.ServiceSpec"}  400 
| /services/create {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/create null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/create {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field ServiceSpec.Name of type string"}  400 
| /services/x/update?version=5 x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /services/x/update?version=5 [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.ServiceSpec"}  400 
| /services/x/update?version=5 {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/x/update?version=5 null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /services/x/update?version=5 {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field ServiceSpec.Name of type string"}  400 
| /secrets/create x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /secrets/create [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.SecretSpec"}  400 
| /secrets/create {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/create null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/create {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field SecretSpec.Name of type string"}  400 
| /secrets/x/update?version=1 x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /secrets/x/update?version=1 [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.SecretSpec"}  400 
| /secrets/x/update?version=1 {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/x/update?version=1 null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /secrets/x/update?version=1 {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field SecretSpec.Name of type string"}  400 
| /configs/create x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /configs/create [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.ConfigSpec"}  400 
| /configs/create {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/create null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/create {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field ConfigSpec.Name of type string"}  400 
| /configs/x/update?version=1 x {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}  400 
| /configs/x/update?version=1 [] {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.ConfigSpec"}  400 
| /configs/x/update?version=1 {} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/x/update?version=1 null {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}  503 
| /configs/x/update?version=1 {"Name":5} {"message":"invalid JSON: json: cannot unmarshal number into Go struct field ConfigSpec.Name of type string"}  400 
$ post /swarm/init x
| {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}
|
| 400
$ post /swarm/init '[]'
| {"message":"invalid JSON: json: cannot unmarshal array into Go value of type swarm.InitRequest"}
|
| 400
$ post /swarm/init '{"ListenAddr":"bogus"}'
| {"message":"listen address must be an IP address or network interface (with optional port number)"}
|
| 400
$ post /swarm/init '{"ListenAddr":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field InitRequest.ListenAddr of type string"}
|
| 400
$ post /swarm/join '{"ListenAddr":"0.0.0.0:2377"}' 
| {"message":"at least 1 RemoteAddr is required to join"}
|
| 400
$ post /swarm/join '{"ListenAddr":"0.0.0.0:2377","RemoteAddrs":["127.0.0.1:1"],"JoinToken":"x"}'
| {"message":"invalid join token"}
|
| 500
$ post /swarm/leave ''
| {"message":"This node is not part of a swarm"}
|
| 503
$ api POST /swarm/leave?force=1
| {"message":"This node is not part of a swarm"}
|
| 503
$ api POST /swarm/leave?force=x
| {"message":"This node is not part of a swarm"}
|
| 503
$ for f in x '{"bogus":["x"]}' '{"name":["x"]}' '[]'; do for r in nodes services tasks secrets configs; do printf '%s %s ' $r "$f"; curl -s -G --unix-socket /var/run/docker.sock --data-urlencode "filters=$f" http://localhost/v1.51/$r; done; done
| nodes x {"message":"invalid filter"}
| services x {"message":"invalid filter"}
| tasks x {"message":"invalid filter"}
| secrets x {"message":"invalid filter"}
| configs x {"message":"invalid filter"}
| nodes {"bogus":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| services {"bogus":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| tasks {"bogus":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| secrets {"bogus":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| configs {"bogus":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| nodes {"name":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| services {"name":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| tasks {"name":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| secrets {"name":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| configs {"name":["x"]} {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
| nodes [] {"message":"invalid filter"}
| services [] {"message":"invalid filter"}
| tasks [] {"message":"invalid filter"}
| secrets [] {"message":"invalid filter"}
| configs [] {"message":"invalid filter"}
$ api GET /plugins
| []
|
| 200
$ api GET '/plugins?filters=x'
| {"message":"invalid filter"}
|
| 400
$ api GET '/plugins?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api GET '/plugins?filters=%7B%22enabled%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'enabled=[x]'"}
|
| 400
$ api GET '/plugins?filters=%7B%22enabled%22%3A%5B%22true%22%5D%7D'
| []
|
| 200
$ api GET '/plugins?filters=%7B%22capability%22%3A%5B%22x%22%5D%7D'
| []
|
| 200
$ api GET /plugins/x/json
| {"message":"plugin \"x\" not found"}
|
| 404
$ api GET /plugins/a/b/json
| {"message":"plugin \"a/b\" not found"}
|
| 404
$ api GET /plugins/BAD/json
| {"message":"plugin \"BAD\" not found"}
|
| 404
$ api DELETE /plugins/x
| {"message":"plugin \"x\" not found"}
|
| 404
$ api DELETE '/plugins/x?force=1'
| {"message":"plugin \"x\" not found"}
|
| 404
$ for a in enable 'enable?timeout=5' 'enable?timeout=x' disable 'disable?force=1' push set upgrade 'upgrade?remote=x' 'upgrade?remote=BAD'; do printf '%s ' $a; api POST /plugins/x/$a | tr '\n' ' '; echo; done
| enable {"message":"strconv.Atoi: parsing \"\": invalid syntax"}  500 
| enable?timeout=5 {"message":"plugin \"x\" not found"}  404 
| enable?timeout=x {"message":"strconv.Atoi: parsing \"x\": invalid syntax"}  500 
| disable {"message":"plugin \"x\" not found"}  404 
| disable?force=1 {"message":"plugin \"x\" not found"}  404 
| push {"message":"plugin \"x\" not found"}  404 
| set {"message":"plugin \"x\" not found"}  404 
| upgrade {"message":"invalid reference format"}  500 
| upgrade?remote=x {"message":"plugin \"x:latest\" not found"}  404 
| upgrade?remote=BAD {"message":"invalid reference format: repository name (library/BAD) must be lowercase"}  500 
$ post /plugins/x/set '["a=b"]'
| {"message":"plugin \"x\" not found"}
|
| 404
$ post /plugins/x/set 'x'
| {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}
|
| 400
$ post /plugins/x/set '{}'
| {"message":"invalid JSON: json: cannot unmarshal object into Go value of type []string"}
|
| 400
$ api POST /plugins/pull
| {"message":"invalid reference format"}
|
| 500
$ api POST '/plugins/pull?remote=BAD'
| {"message":"invalid reference format: repository name (library/BAD) must be lowercase"}
|
| 500
$ api POST '/plugins/pull?remote=x' -d x
| {"message":"unsupported Content-Type header (application/x-www-form-urlencoded): must be 'application/json'"}
|
| 400
$ api GET /plugins/privileges
| {"message":"invalid reference format"}
|
| 500
$ api GET '/plugins/privileges?remote=BAD'
| {"message":"invalid reference format: repository name (library/BAD) must be lowercase"}
|
| 500
$ api POST /plugins/create
| {"message":"failed to parse reference : invalid reference format"}
|
| 500
$ api POST '/plugins/create?name=BAD'
| {"message":"failed to parse reference BAD: invalid reference format: repository name (library/BAD) must be lowercase"}
|
| 500
$ api POST '/plugins/create?name=x:latest'
| {"message":"config not found"}
|
| 500
$ api POST '/plugins/create?name=x' -d x
| {"message":"config not found"}
|
| 500
$ api POST /plugins/x/bogus
| {"message":"page not found"}
|
| 404
$ api GET /plugins/x
| {"message":"page not found"}
|
| 404
$ for r in /containers/x/checkpoints; do api GET $r; api POST $r; post $r '{"CheckpointID":"a"}'; done
| {"message":"This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it."}
|
| 501
| {"message":"This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it."}
|
| 501
| {"message":"This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it."}
|
| 501
$ api DELETE /containers/x/checkpoints/a
| {"message":"This experimental feature is disabled by default. Start the Docker daemon in experimental mode in order to enable it."}
|
| 501
$ api PUT /volumes/x
| {"message":"volume update only valid for cluster volumes, but swarm is unavailable"}
|
| 503
$ api PUT '/volumes/x?version=1'
| {"message":"volume update only valid for cluster volumes, but swarm is unavailable"}
|
| 503
$ post '/volumes/x' '{}'
| {"message":"page not found"}
|
| 404
$ api PUT '/volumes/x?version=1' -H 'Content-Type: application/json' -d '{"Spec":{}}'
| {"message":"volume update only valid for cluster volumes, but swarm is unavailable"}
|
| 503
$ api PUT '/volumes/x?version=y' -H 'Content-Type: application/json' -d '{}'
| {"message":"volume update only valid for cluster volumes, but swarm is unavailable"}
|
| 503
$ V='s/"CreatedAt":"[^"]*"/"CreatedAt":"T"/g; s/[0-9a-f]{64}/ID/g'
$ post /volumes/create '{"Name":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateOptions.Name of type string"}
|
| 400
$ post /volumes/create '{"Name":"v","Driver":[]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field CreateOptions.Driver of type string"}
|
| 400
$ post /volumes/create '{"Name":"v","DriverOpts":[]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field CreateOptions.DriverOpts of type map[string]string"}
|
| 400
$ post /volumes/create '{"Name":"v","DriverOpts":{"a":1}}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateOptions.DriverOpts.a of type string"}
|
| 400
$ post /volumes/create '{"Name":"v","Labels":{"a":null}}' | sed -E "$V"
| {"message":"create v: volume name is too short, names should be at least two alphanumeric characters"}
|
| 400
$ post /volumes/create '{"Name":"v","Labels":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field CreateOptions.Labels of type map[string]string"}
|
| 400
$ post /volumes/create '{"Name":"V_.-1"}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/V_.-1/_data","Name":"V_.-1","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"a"}' | sed -E "$V"
| {"message":"create a: volume name is too short, names should be at least two alphanumeric characters"}
|
| 400
$ post /volumes/create '{"Name":"/x"}'
| {"message":"create /x: \"/x\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"}
|
| 400
$ post /volumes/create '{"Name":"a b"}'
| {"message":"create a b: \"a b\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"}
|
| 400
$ post /volumes/create '{"Name":".x"}'
| {"message":"create .x: \".x\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"}
|
| 400
$ post /volumes/create '{"Name":"é"}'
| {"message":"create é: \"é\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. If you intended to pass a host directory, use absolute path"}
|
| 400
$ post /volumes/create '{"name":"low","LABELS":{"q":"r"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":{"q":"r"},"Mountpoint":"/var/lib/docker/volumes/low/_data","Name":"low","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v9","ClusterVolumeSpec":{}}'
| {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
|
| 503
$ post /volumes/create '{"Name":"v9","ClusterVolumeSpec":null}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v9/_data","Name":"v9","Options":null,"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v8","Driver":"local","DriverOpts":{"bogus":"x"}}'
| {"message":"create v8: invalid option: \"bogus\""}
|
| 400
$ post /volumes/create '{"Name":"v8","DriverOpts":{"type":"tmpfs"}}'
| {"message":"create v8: missing required option: \"device\""}
|
| 400
$ post /volumes/create '{"Name":"v8","DriverOpts":{"device":"/x"}}'
| {"message":"create v8: missing required option: \"type\""}
|
| 400
$ post /volumes/create '{"Name":"v8","DriverOpts":{"type":"nfs","device":":/x","o":"addr=nosuch.invalid"}}' | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/v8/_data","Name":"v8","Options":{"device":":/x","o":"addr=nosuch.invalid","type":"nfs"},"Scope":"local"}
|
| 201
$ post /volumes/create '{"Name":"v7","DriverOpts":{"size":"10m"}}'
| {"message":"create v7: quota size requested but no quota support"}
|
| 400
$ api DELETE /volumes/v?force=1
|
| 204
$ api DELETE /volumes/v
| {"message":"get v: no such volume"}
|
| 404
$ api DELETE /volumes/v?force=1
|
| 204
$ api DELETE /volumes/v8?force=x
|
| 204
$ api GET /volumes/V_.-1 | sed -E "$V"
| {"CreatedAt":"T","Driver":"local","Labels":null,"Mountpoint":"/var/lib/docker/volumes/V_.-1/_data","Name":"V_.-1","Options":null,"Scope":"local"}
|
| 200
$ api GET /volumes/nosuch
| {"message":"get nosuch: no such volume"}
|
| 404
$ docker volume prune -af | tail -1
| Total reclaimed space: 0B
