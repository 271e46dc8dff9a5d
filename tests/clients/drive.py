"""python-docker drives the served engine: each part asserts what it was answered. Prints `whole` at the end."""

import sys
import threading

import docker

client = docker.DockerClient(base_url=sys.argv[1], timeout=60)
low = client.api

# the engine itself
assert client.ping() is True
assert client.version()["Version"] == "28.5.2", client.version()
assert client.info()["Containers"] == 0

# events, from here on
heard = []
stream = client.events(decode=True, filters={"type": "container"})
listener = threading.Thread(target=lambda: heard.extend(e["Action"] for e in stream), daemon=True)
listener.start()

# images
image = client.images.pull("alpine", tag="3.20")
assert image.tags == ["alpine:3.20"], image.tags
assert image.tag("mine", "1")
assert sorted(client.images.get("alpine:3.20").tags) == ["alpine:3.20", "mine:1"]
client.images.remove("mine:1")
assert [i.id for i in client.images.list()] == [image.id]
try:
    client.images.get("nosuch")
    raise AssertionError("an image that is not there")
except docker.errors.ImageNotFound:
    pass
saved = b"".join(image.save())
assert client.images.load(saved)[0].id == image.id

# containers
assert client.containers.run("alpine:3.20", "echo hello", remove=True) == b"hello\n"
try:
    client.containers.run("alpine:3.20", "sh -c 'echo no >&2; exit 4'", remove=True)
    raise AssertionError("a status that is not 0")
except docker.errors.ContainerError as error:
    assert error.exit_status == 4 and error.stderr == b"no\n", error
c = client.containers.run(
    "alpine:3.20", ["sh", "-c", "echo one; echo two >&2; sleep 1000"], name="long", detach=True, environment={"A": "b"}
)
assert c.status == "created" and client.containers.get("long").status == "running"
assert sorted(c.logs().split()) == [b"one", b"two"], c.logs()
assert next(c.logs(stream=True, follow=True)) == b"one\n"
code, output = c.exec_run("sh -c 'echo $A; exit 2'")
assert (code, output) == (2, b"b\n"), (code, output)
code, (out, err) = c.exec_run("sh -c 'echo x; echo y >&2'", demux=True)
assert (code, out, err) == (0, b"x\n", b"y\n")
sock = c.exec_run("cat", stdin=True, socket=True).output
sock._sock.sendall(b"typed\n")
assert b"typed" in sock.read(14)
sock.close()
data, stat = c.get_archive("/etc/os-release")
data = b"".join(data)
assert stat["name"] == "os-release" and b"Alpine" in data
assert c.put_archive("/tmp", data)
assert {"Path": "/tmp", "Kind": 0} in c.diff()
assert c.stats(stream=False)["pids_stats"]["current"] >= 1
assert "PID" in c.top()["Titles"]
c.pause()
c.reload()
assert c.status == "paused"
c.unpause()
c.rename("longer")
made = c.commit("made", tag="1")
assert made.tags == ["made:1"]
c.restart(timeout=1)
c.stop(timeout=1)
assert c.wait()["StatusCode"] == 137
c.remove(v=True)
assert client.containers.list(all=True) == []

# volumes and networks
v = client.volumes.create("data", labels={"a": "b"})
assert v.attrs["Labels"] == {"a": "b"} and v in client.volumes.list()
client.containers.run("alpine:3.20", "sh -c 'echo kept > /d/f'", volumes={"data": {"bind": "/d"}}, remove=True)
assert client.containers.run("alpine:3.20", "cat /d/f", volumes=["data:/d:ro"], remove=True) == b"kept\n"
n = client.networks.create("app", driver="bridge")
w = client.containers.run("alpine:3.20", "sleep 1000", name="web", detach=True, network="app")
n.reload()
assert [x.name for x in n.containers] == ["web"]
assert b"1 packets received" in client.containers.run("alpine:3.20", "ping -c 1 web", network="app", remove=True)
n.disconnect(w)
w.remove(force=True)
n.remove()
v.remove()

stream.close()
listener.join(5)
for action in ("create", "start", "die", "destroy", "pause", "unpause", "rename", "commit", "restart", "stop"):
    assert action in heard, (action, heard)
print("whole")
