$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ N='s/"Created":"[^"]*"/"Created":"T"/g; s/"(Subnet|Gateway|IPv4Address)":"[^"]*"/"\1":"A"/g; s/[0-9a-f]{64}/ID/g; s/"MacAddress":"[^"]*"/"MacAddress":"M"/g'
$ post /networks/create '{"Name":"n1","Labels":{"a":"b"},"Options":{"com.docker.network.bridge.enable_icc":"false"},"Internal":true,"Attachable":true}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ api GET /networks/n1 | sed -E "$N"
| {"Name":"n1","Id":"ID","Created":"T","Scope":"local","Driver":"bridge","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"A","Gateway":"A"}]},"Internal":true,"Attachable":true,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{},"Options":{"com.docker.network.bridge.enable_icc":"false"},"Labels":{"a":"b"}}
|
| 200
$ post /networks/create '{"Name":"n2","IPAM":{"Config":[{"Subnet":"10.77.0.0/24"}]}}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ api GET /networks/n2 | sed -E "$N"
| {"Name":"n2","Id":"ID","Created":"T","Scope":"local","Driver":"bridge","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"A"}]},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{},"Options":{},"Labels":{}}
|
| 200
$ api GET /networks/n2 | grep -o '"Config":\[[^]]*\]'
| "Config":[{"Subnet":"10.77.0.0/24"}]
$ post /networks/create '{"Name":"n3","IPAM":{"Driver":"default","Options":{"x":"y"},"Config":[{"Subnet":"10.78.0.0/24","IPRange":"10.78.0.128/25","Gateway":"10.78.0.5","AuxiliaryAddresses":{"r":"10.78.0.6"}}]}}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ api GET /networks/n3 | grep -o '"IPAM":{.*}\]}'
| "IPAM":{"Driver":"default","Options":{"x":"y"},"Config":[{"Subnet":"10.78.0.0/24","IPRange":"10.78.0.128/25","Gateway":"10.78.0.5","AuxiliaryAddresses":{"r":"10.78.0.6"}}]}
$ post /networks/create '{"Name":"n9","IPAM":{"Config":[{"Subnet":"10.77.0.0/25"}]}}'
| {"message":"invalid pool request: Pool overlaps with other one on this address space"}
|
| 403
$ post /networks/create '{"Name":"n9","IPAM":{"Config":[{"Subnet":"10.79.0.0/24","IPRange":"10.80.0.0/25"}]}}'
| {"message":"invalid network config:\ninvalid ip-range 10.80.0.0/25: parent subnet 10.79.0.0/24 doesn't contain ip-range"}
|
| 400
$ post /networks/create '{"Name":"n9","IPAM":{"Config":[{"Subnet":"10.79.0.0/24","Gateway":"x"}]}}'
| {"message":"invalid network config:\ninvalid gateway x: invalid address"}
|
| 400
$ post /networks/create '{"Name":"n9","IPAM":{"Config":[{"Subnet":"x"}]}}'
| {"message":"invalid network config:\ninvalid subnet x: invalid CIDR block notation"}
|
| 400
$ post /networks/create '{"Name":"n9","IPAM":{"Config":[{"Gateway":"10.79.0.1"}]}}'
| {"message":"invalid network config:\ninvalid subnet : invalid CIDR block notation"}
|
| 400
$ post /networks/create '{"Name":"n9","IPAM":{"Config":[{"Subnet":"10.79.0.3/24"}]}}'
| {"message":"invalid network config:\ninvalid subnet 10.79.0.3/24: it should be 10.79.0.0/24"}
|
| 400
$ post /networks/create '{"Name":"n9","IPAM":{"Driver":"nosuch"}}'
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ post /networks/create '{"Name":"n9","Driver":"host"}'
| {"message":"only one instance of \"host\" network is allowed"}
|
| 403
$ post /networks/create '{"Name":"n9","Driver":"null"}'
| {"message":"only one instance of \"null\" network is allowed"}
|
| 403
$ post /networks/create '{"Name":"n9","Driver":"overlay"}'
| {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
|
| 403
$ post /networks/create '{"Name":"n9","Scope":"swarm"}'
| {"message":"cannot create a swarm scoped network when swarm is not active"}
|
| 403
$ post /networks/create '{"Name":"n9","Ingress":true}'
| {"message":"Ingress network can only be global scope network"}
|
| 403
$ post /networks/create '{"Name":"n9","EnableIPv4":false}'
| {"message":"IPv4 or IPv6 must be enabled"}
|
| 400
$ post /networks/create '{"Name":"host"}'
| {"message":"operation is not permitted on predefined host network "}
|
| 403
$ post /networks/create '{"Name":"none"}'
| {"message":"operation is not permitted on predefined none network "}
|
| 403
$ post /networks/create '{"Name":"default"}'
| {"message":"operation is not permitted on predefined default network "}
|
| 403
$ post /networks/create '{"Name":" "}'
| {"message":"invalid name: name is empty"}
|
| 400
$ post /networks/create '{"Name":"bad/name"}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ post /networks/create '{"Name":"n9","Options":{"com.docker.network.driver.mtu":"x"}}'
| {"message":"failed to parse com.docker.network.driver.mtu value: x (strconv.Atoi: parsing \"x\": invalid syntax)"}
|
| 400
$ post /networks/create '{"Name":"cfg","ConfigOnly":true,"IPAM":{"Config":[{"Subnet":"10.90.0.0/24"}]}}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ api GET /networks/cfg | sed -E "$N"
| {"Name":"cfg","Id":"ID","Created":"T","Scope":"local","Driver":"null","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"A"}]},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":true,"Containers":{},"Options":{},"Labels":{}}
|
| 200
$ post /networks/create '{"Name":"fromcfg","ConfigFrom":{"Network":"cfg"}}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ post /networks/create '{"Name":"n9","ConfigFrom":{"Network":"nosuch"}}'
| {"message":"configuration network \"nosuch\" does not exist"}
|
| 404
$ api DELETE /networks/cfg
| {"message":"error while removing network: configuration network \"cfg\" is in use"}
|
| 403
$ docker network ls --format '{{.Name}} {{.Driver}} {{.Scope}}' | sort
| bad/name bridge local
| bridge bridge local
| cfg null local
| fromcfg bridge local
| host host local
| n1 bridge local
| n2 bridge local
| n3 bridge local
| none null local
$ api GET '/networks?filters=%7B%22name%22%3A%5B%22n1%22%5D%7D' | sed -E "$N"
| [{"Name":"n1","Id":"ID","Created":"T","Scope":"local","Driver":"bridge","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"A","Gateway":"A"}]},"Internal":true,"Attachable":true,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{},"Options":{"com.docker.network.bridge.enable_icc":"false"},"Labels":{"a":"b"}}]
|
| 200
$ api GET '/networks?filters=%7B%22driver%22%3A%5B%22host%22%5D%7D' | sed -E "$N"
| [{"Name":"host","Id":"ID","Created":"T","Scope":"local","Driver":"host","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":null,"Config":null},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{},"Options":{},"Labels":{}}]
|
| 200
$ api GET '/networks?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api GET '/networks?filters=bad'
| {"message":"invalid filter"}
|
| 400
$ api GET '/networks?filters=%7B%22type%22%3A%5B%22bogus%22%5D%7D'
| {"message":"invalid filter: 'type'='bogus'"}
|
| 500
$ api GET '/networks?filters=%7B%22dangling%22%3A%5B%22maybe%22%5D%7D'
| {"message":"invalid value for filter 'dangling', must be \"true\" (or \"1\"), or \"false\" (or \"0\")"}
|
| 400
$ api GET '/networks?filters=%7B%22scope%22%3A%5B%22swarm%22%5D%7D'
| []
|
| 200
$ docker run -d --name c1 busybox sleep 200 | sed -E "$N"
| ID
$ post /networks/n2/connect '{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.77.0.50"},"Aliases":["web"]}}'
|
| 200
$ post /networks/n2/connect '{"Container":"c1"}'
| {"message":"endpoint with name c1 already exists in network n2"}
|
| 403
$ post /networks/n2/connect '{}'
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/n2/connect ''
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/n2/connect 'x'
| {"message":"invalid JSON: invalid character 'x' looking for beginning of value"}
|
| 400
$ post /networks/n3/connect '{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.99.0.50"}}}'
| {"message":"invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.99.0.50"}
|
| 400
$ post /networks/n3/connect '{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"x"}}}'
| {"message":"invalid endpoint settings:\n* invalid IPv4 address: x\n* no configured subnet or ip-range contain the IP address x"}
|
| 400
$ post /networks/host/connect '{"Container":"c1"}'
| {"message":"cannot connect container to host network - container must be created in host network mode"}
|
| 400
$ post /networks/none/connect '{"Container":"c1"}'
| {"message":"container cannot be connected to multiple networks with one of the networks in private (none) mode"}
|
| 400
$ post /networks/nosuch/connect '{"Container":"c1"}'
| {"message":"network nosuch not found"}
|
| 404
$ post /networks/bridge/connect '{"Container":"c1"}'
| {"message":"endpoint with name c1 already exists in network bridge"}
|
| 403
$ api GET /networks/n2 | sed -E "$N"
| {"Name":"n2","Id":"ID","Created":"T","Scope":"local","Driver":"bridge","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"A"}]},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{"ID":{"Name":"c1","EndpointID":"ID","MacAddress":"M","IPv4Address":"A","IPv6Address":""}},"Options":{},"Labels":{}}
|
| 200
$ api GET /networks/n2 | grep -o '"Containers":{.*}}' | sed -E "$N" | head -c 300
| "Containers":{"ID":{"Name":"c1","EndpointID":"ID","MacAddress":"M","IPv4Address":"A","IPv6Address":""}},"Options":{},"Labels":{}}
$ docker inspect -f '{{json .NetworkSettings.Networks.n2}}' c1 | sed -E "$N"
| {"IPAMConfig":{"IPv4Address":"A"},"Links":null,"Aliases":["web"],"MacAddress":"M","DriverOpts":null,"GwPriority":0,"NetworkID":"ID","EndpointID":"ID","Gateway":"A","IPAddress":"10.77.0.50","IPPrefixLen":24,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":["c1","web","ddb0e23d352e"]}
$ api DELETE /networks/n2 | sed -E "$N"
| {"message":"error while removing network: network n2 has active endpoints (name:\"c1\" id:\"ed9fa743e220\")"}
|
| 403
$ post /networks/n2/disconnect '{"Container":"c1"}'
|
| 200
$ post /networks/n2/disconnect '{"Container":"c1"}' | sed -E "$N"
| {"message":"container ID is not connected to network n2"}
|
| 500
$ post /networks/n2/disconnect '{"Container":"c1","Force":true}' | sed -E "$N"
| {"message":"container ID is not connected to network n2"}
|
| 500
$ post /networks/nosuch/disconnect '{"Container":"c1"}'
| {"message":"network nosuch not found"}
|
| 404
$ post /networks/n2/disconnect '{}'
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/bridge/disconnect '{"Container":"c1"}'
|
| 200
$ api GET /containers/c1/json | grep -o '"Networks":{.*}'
| "Networks":{}}}
$ docker create --name c2 --network n1 busybox true | sed -E "$N"
| ID
$ api GET /networks/n1 | grep -o '"Containers":{[^}]*}'
| "Containers":{}
$ docker inspect -f '{{json .NetworkSettings.Networks}}' c2 | sed -E "$N"
| {"n1":{"IPAMConfig":null,"Links":null,"Aliases":null,"MacAddress":"M","DriverOpts":null,"GwPriority":0,"NetworkID":"","EndpointID":"","Gateway":"A","IPAddress":"","IPPrefixLen":0,"IPv6Gateway":"","GlobalIPv6Address":"","GlobalIPv6PrefixLen":0,"DNSNames":null}}
$ post /networks/nosuch/connect '{"Container":"c2"}'
|
| 200
$ api POST /containers/c2/start
| {"message":"failed to set up container networking: network nosuch not found"}
|
| 404
$ docker inspect -f '{{.State.Status}} {{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{end}}' c2
| created n1 nosuch 
$ post /networks/nosuch/disconnect '{"Container":"c2"}'
|
| 200
$ post /networks/nosuch/disconnect '{"Container":"c2","Force":true}'
| {"message":"container 9c20f2748e64709f557ea9c782f66704ae81716fe1ec10b15e10b8b026a6830c is not connected to the network nosuch"}
|
| 500
$ post '/containers/create?name=c3' '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":{"n2":{"Aliases":["x"]},"n3":null}}}' | tail -1
| 400
$ docker inspect -f '{{.HostConfig.NetworkMode}} {{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{json $v.Aliases}} {{end}}' c3
|
! Error: No such object: c3
= 1
$ post '/containers/create?name=c4' '{"Image":"busybox","HostConfig":{"NetworkMode":"n2"},"NetworkingConfig":{"EndpointsConfig":{"n2":{"IPAMConfig":{"IPv4Address":"1.2.3.4"}}}}}' | sed -E "$N"
| {"message":"invalid config for network n2: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 1.2.3.4"}
|
| 400
$ post '/containers/create?name=c5' '{"Image":"busybox","NetworkingConfig":{"EndpointsConfig":{"nosuch":{}}}}' | sed -E "$N"
| {"Id":"ID","Warnings":[]}
|
| 201
$ api POST '/networks/prune?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api POST '/networks/prune?filters=bad'
| {"message":"invalid filter"}
|
| 400
$ docker rm -f c1 c2 c3 c4 c5 >/dev/null 2>&1
$ api POST '/networks/prune' | tr ',[]' '\n\n\n' | sort
|
| "bad/name"
| "fromcfg"
| "n1"
| "n2"
| "n3"
| 200
| {"NetworksDeleted":
| }
$ api DELETE /networks/host
| {"message":"host is a pre-defined network and cannot be removed"}
|
| 403
$ api DELETE /networks/nosuch
| {"message":"network nosuch not found"}
|
| 404
