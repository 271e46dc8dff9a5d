$ api() { m=$1; u=$2; shift 2; curl -s -X $m --unix-socket /var/run/docker.sock "http://localhost/v1.51$u" -w '\n%{http_code}\n' "$@" | sed -E 's/\b[0-9]{10,}\b/N/g'; }
$ post() { u=$1; d=$2; api POST "$u" -H 'Content-Type: application/json' -d "$d"; }
$ hd() { curl -s -i --unix-socket /var/run/docker.sock "$@" | tr -d '\r' | sed -E 's/^Date: .*/Date: D/; s/^Server: .*/Server: S/'; }
$ docker pull -q busybox
| docker.io/library/busybox:latest
$ docker network create n1 --subnet 10.91.0.0/24 --label a=b >/dev/null; docker network create n2 >/dev/null
$ docker run -d --name c1 busybox sleep 1000 | wc -c
| 65
$ docker create --name c2 --network n1 busybox true | wc -c
| 65
$ N='s/"Created":"[^"]*"/"Created":"T"/g; s/[0-9a-f]{64}/ID/g; s/"MacAddress":"[^"]*"/"MacAddress":"M"/g; s/"(Subnet|Gateway|IPv4Address|IPAddress)":"1[^"]*"/"\1":"A"/g'
$ post /networks/n1/connect '{"Container":"c1"}'
|
| 200
$ post /networks/n1/connect '{"Container":"c1"}' | sed -E "$N"
| {"message":"endpoint with name c1 already exists in network n1"}
|
| 403
$ post /networks/n1/connect '{"Container":"nosuch"}'
| {"message":"No such container: nosuch"}
|
| 404
$ post /networks/nosuch/connect '{"Container":"c1"}'
| {"message":"network nosuch not found"}
|
| 404
$ post /networks/n2/connect '{"Container":""}'
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/n2/connect '{}'
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/n2/connect ''
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/n2/connect 'null'
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/n2/connect '[]'
| {"message":"invalid JSON: json: cannot unmarshal array into Go value of type network.ConnectOptions"}
|
| 400
$ post /networks/n2/connect '{"Container":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field ConnectOptions.Container of type string"}
|
| 400
$ post /networks/n2/connect '{"Container":"c1","EndpointConfig":[]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field ConnectOptions.EndpointConfig of type network.EndpointSettings"}
|
| 400
$ post /networks/n2/connect '{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"x"}}}'
| {"message":"invalid endpoint settings:\n* invalid IPv4 address: x\n* user specified IP address is supported only when connecting to networks with user configured subnets"}
|
| 400
$ post /networks/n2/connect '{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.91.0.50"}}}'
| {"message":"invalid endpoint settings:\nuser specified IP address is supported only when connecting to networks with user configured subnets"}
|
| 400
$ post /networks/n2/connect '{"Container":"c1","EndpointConfig":{"MacAddress":"zz"}}'
| {"message":"invalid MAC address zz"}
|
| 400
$ post /networks/n2/connect '{"Container":"c1","EndpointConfig":{"Aliases":"x"}}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field ConnectOptions.EndpointConfig.Aliases of type []string"}
|
| 400
$ post /networks/n2/connect '{"Container":"c1","EndpointConfig":{"Aliases":["x"],"DriverOpts":{"a":"b"},"GwPriority":5}}'
|
| 200
$ docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{json $v.Aliases}} {{json $v.DriverOpts}} {{$v.GwPriority}};{{end}}' c1
| bridge null null 0;n1 null null 0;n2 ["x"] {"a":"b"} 5;
$ post /networks/host/connect '{"Container":"c1"}'
| {"message":"cannot connect container to host network - container must be created in host network mode"}
|
| 400
$ post /networks/none/connect '{"Container":"c1"}'
| {"message":"container cannot be connected to multiple networks with one of the networks in private (none) mode"}
|
| 400
$ post /networks/bridge/connect '{"Container":"c1"}'
| {"message":"endpoint with name c1 already exists in network bridge"}
|
| 403
$ post /networks/n1/disconnect '{"Container":"c1"}'
|
| 200
$ post /networks/n1/disconnect '{"Container":"c1"}' | sed -E "$N"
| {"message":"container ID is not connected to network n1"}
|
| 500
$ post /networks/n1/disconnect '{"Container":"c1","Force":true}' | sed -E "$N"
| {"message":"container ID is not connected to network n1"}
|
| 500
$ post /networks/n1/disconnect '{"Container":"c1","Force":"x"}'
| {"message":"invalid JSON: json: cannot unmarshal string into Go struct field DisconnectOptions.Force of type bool"}
|
| 400
$ post /networks/n1/disconnect '{"Container":"nosuch"}'
| {"message":"No such container: nosuch"}
|
| 404
$ post /networks/n1/disconnect '{"Container":"nosuch","Force":true}' | sed -E "$N"
| {"message":"endpoint nosuch not found"}
|
| 404
$ post /networks/n1/disconnect '{}'
| {"message":"invalid name or ID supplied: \"\""}
|
| 400
$ post /networks/nosuch/disconnect '{"Container":"c1"}'
| {"message":"network nosuch not found"}
|
| 404
$ post /networks/n1/connect '{"Container":"c1","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.91.0.77"}}}'
|
| 200
$ docker inspect -f '{{json .NetworkSettings.Networks.n1.IPAMConfig}} {{.NetworkSettings.Networks.n1.IPAddress}}' c1
| {"IPv4Address":"10.91.0.77"} 10.91.0.77
$ post /networks/n1/connect '{"Container":"c2","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.91.0.77"}}}' | sed -E "$N"
|
| 200
$ post /networks/n2/connect '{"Container":"c2"}'
|
| 200
$ docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{json $v.DNSNames}};{{end}}' c2 | sed -E 's/"[0-9a-f]{12}"/"S"/g'
| n1 null;n2 ["c2","S"];
$ api GET /networks/n1 | sed -E "$N"
| {"Name":"n1","Id":"ID","Created":"T","Scope":"local","Driver":"bridge","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":{},"Config":[{"Subnet":"A"}]},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{"ID":{"Name":"c1","EndpointID":"ID","MacAddress":"M","IPv4Address":"A","IPv6Address":""}},"Options":{},"Labels":{"a":"b"}}
|
| 200
$ api GET '/networks/n1?verbose=true' | sed -E "$N"
| {"Name":"n1","Id":"ID","Created":"T","Scope":"local","Driver":"bridge","EnableIPv4":true,"EnableIPv6":false,"IPAM":{"Driver":"default","Options":{},"Config":[{"Subnet":"A"}]},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{"ID":{"Name":"c1","EndpointID":"ID","MacAddress":"M","IPv4Address":"A","IPv6Address":""}},"Options":{},"Labels":{"a":"b"}}
|
| 200
$ api GET '/networks/n1?verbose=x' | tail -1
| 400
$ api GET '/networks/n1?scope=local' | tail -1
| 200
$ api GET '/networks/n1?scope=swarm'
| {"message":"network n1 not found"}
|
| 404
$ api DELETE /networks/n1 | sed -E "$N"
| {"message":"error while removing network: network n1 has active endpoints (name:\"c1\" id:\"e29cc82c8401\")"}
|
| 403
$ api DELETE /networks/bridge
| {"message":"bridge is a pre-defined network and cannot be removed"}
|
| 403
$ api DELETE /networks/nosuch
| {"message":"network nosuch not found"}
|
| 404
$ api GET '/networks?filters=%7B%22driver%22%3A%5B%22bridge%22%5D%7D' | grep -o '"Name":"[a-z0-9]*"' | sort
| "Name":"bridge"
| "Name":"n1"
| "Name":"n2"
$ api GET '/networks?filters=%7B%22type%22%3A%5B%22builtin%22%5D%7D' | grep -o '"Name":"[a-z0-9]*"' | sort
| "Name":"bridge"
| "Name":"host"
| "Name":"none"
$ api GET '/networks?filters=%7B%22type%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter: 'type'='x'"}
|
| 500
$ api GET '/networks?filters=%7B%22dangling%22%3A%5B%22true%22%5D%7D' | grep -o '"Name":"[a-z0-9]*"' | sort
| "Name":"n1"
| "Name":"n2"
$ api GET '/networks?filters=%7B%22dangling%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid value for filter 'dangling', must be \"true\" (or \"1\"), or \"false\" (or \"0\")"}
|
| 400
$ api GET '/networks?filters=%7B%22label%22%3A%5B%22a%3Db%22%5D%7D' | grep -o '"Name":"[a-z0-9]*"'
| "Name":"n1"
$ api GET '/networks?filters=%7B%22scope%22%3A%5B%22x%22%5D%7D'
| []
|
| 200
$ api GET '/networks?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api GET '/networks?filters=x'
| {"message":"invalid filter"}
|
| 400
$ api POST '/networks/prune?filters=%7B%22until%22%3A%5B%22x%22%5D%7D'
| {"message":"failed to parse value as time or duration: \"x\""}
|
| 400
$ api POST '/networks/prune?filters=%7B%22bogus%22%3A%5B%22x%22%5D%7D'
| {"message":"invalid filter 'bogus'"}
|
| 400
$ api POST '/networks/prune?filters=%7B%22label%22%3A%5B%22nosuch%22%5D%7D'
| {"NetworksDeleted":null}
|
| 200
$ post /networks/create '{"Name":"x1","Driver":"nosuch"}'
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ post /networks/create '{"Name":"x1","Driver":5}'
| {"message":"invalid JSON: json: cannot unmarshal number into Go struct field CreateRequest.Driver of type string"}
|
| 400
$ post /networks/create '{"Name":"x1","Scope":"swarm"}'
| {"message":"cannot create a swarm scoped network when swarm is not active"}
|
| 403
$ post /networks/create '{"Name":"x1","Ingress":true}'
| {"message":"Ingress network can only be global scope network"}
|
| 403
$ post /networks/create '{"Name":"x1","Driver":"overlay"}'
| {"message":"This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again."}
|
| 403
$ post /networks/create '{"Name":"x1","Driver":"host"}'
| {"message":"only one instance of \"host\" network is allowed"}
|
| 403
$ post /networks/create '{"Name":"x1","Driver":"null"}'
| {"message":"only one instance of \"null\" network is allowed"}
|
| 403
$ post /networks/create '{"Name":"bridge"}'
| {"message":"operation is not permitted on predefined bridge network "}
|
| 403
$ post /networks/create '{"Name":"host"}'
| {"message":"operation is not permitted on predefined host network "}
|
| 403
$ post /networks/create '{"Name":"default"}' | sed -E "$N"
| {"message":"operation is not permitted on predefined default network "}
|
| 403
$ post /networks/create '{"Name":"none"}'
| {"message":"operation is not permitted on predefined none network "}
|
| 403
$ post /networks/create '{"Name":"x 1"}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ post /networks/create '{"Name":" "}'
| {"message":"invalid name: name is empty"}
|
| 400
$ post /networks/create '{"Name":"x2","EnableIPv6":true,"IPAM":{"Config":[{"Subnet":"fd00:9::/64"}]}}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ api GET /networks/x2 | sed -E "$N"
| {"Name":"x2","Id":"ID","Created":"T","Scope":"local","Driver":"bridge","EnableIPv4":true,"EnableIPv6":true,"IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"fd00:9::/64"},{"Subnet":"A","Gateway":"A"}]},"Internal":false,"Attachable":false,"Ingress":false,"ConfigFrom":{"Network":""},"ConfigOnly":false,"Containers":{},"Options":{},"Labels":{}}
|
| 200
$ post /networks/create '{"Name":"x3","EnableIPv4":false}'
| {"message":"IPv4 or IPv6 must be enabled"}
|
| 400
$ post /networks/create '{"Name":"x3","IPAM":{"Driver":"nosuch"}}'
| {"message":"plugin \"nosuch\" not found"}
|
| 404
$ post /networks/create '{"Name":"x3","IPAM":[]}'
| {"message":"invalid JSON: json: cannot unmarshal array into Go struct field CreateRequest.IPAM of type network.IPAM"}
|
| 400
$ post /networks/create '{"Name":"x3","IPAM":{"Config":[{"Subnet":"10.92.0.0/33"}]}}'
| {"message":"invalid network config:\ninvalid subnet 10.92.0.0/33: invalid CIDR block notation"}
|
| 400
$ post /networks/create '{"Name":"x3","IPAM":{"Config":[{"Subnet":"10.92.0.1/24"}]}}'
| {"message":"invalid network config:\ninvalid subnet 10.92.0.1/24: it should be 10.92.0.0/24"}
|
| 400
$ post /networks/create '{"Name":"x3","IPAM":{"Config":[{"Subnet":"10.92.0.0/24","Gateway":"10.93.0.1"}]}}'
| {"message":"invalid network config:\ninvalid gateway 10.93.0.1: parent subnet 10.92.0.0/24 doesn't contain this address"}
|
| 400
$ post /networks/create '{"Name":"x3","IPAM":{"Config":[{"Gateway":"10.93.0.1"}]}}'
| {"message":"invalid network config:\ninvalid subnet : invalid CIDR block notation"}
|
| 400
$ post /networks/create '{"Name":"x3","IPAM":{"Config":[{}]}}' | sed -E "$N"
| {"message":"invalid network config:\ninvalid subnet : invalid CIDR block notation"}
|
| 400
$ post /networks/create '{"Name":"x3","Options":{"com.docker.network.bridge.name":"toolongforaninterface"}}'
| {"message":"numerical result out of range"}
|
| 500
$ post /networks/create '{"Name":"x4","Options":{"com.docker.network.driver.mtu":"x"}}'
| {"message":"failed to parse com.docker.network.driver.mtu value: x (strconv.Atoi: parsing \"x\": invalid syntax)"}
|
| 400
$ post /networks/create '{"Name":"x4","Options":{"com.docker.network.bridge.enable_ip_masquerade":"x"}}'
| {"message":"failed to parse com.docker.network.bridge.enable_ip_masquerade value: x (strconv.ParseBool: parsing \"x\": invalid syntax)"}
|
| 400
$ post /networks/create '{"Name":"x4","Labels":{"":"x"}}' | sed -E "$N"
| {"Id":"ID","Warning":""}
|
| 201
$ docker rm -f c1 c2; docker network ls -q | wc -l
| c1
| c2
| 8
