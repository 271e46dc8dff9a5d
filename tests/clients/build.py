"""python-docker builds with the served engine: each part asserts what it was answered. Prints `whole` at the end."""

import gzip
import io
import json
import os
import sys
import tarfile
import tempfile

import docker
from docker.errors import APIError, BuildError, ImageNotFound

client = docker.DockerClient(base_url=sys.argv[1], timeout=60)
low = client.api


def said(log):
    """What the steps of a build print, without what the builder says of them."""
    return "".join(x.get("stream", "") for x in log)


def archive(**files):
    """An archive with these files; `__` in a name stands for a slash."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(name.replace("__", "/"))
            entry.size = len(text)
            tar.addfile(entry, io.BytesIO(text.encode()))
    out.seek(0)
    return out


# a Dockerfile alone
image, log = client.images.build(fileobj=io.BytesIO(b"FROM alpine:3.20\nRUN echo from-a-step\nCMD cat /f\n"), tag="one:1")
assert len(client.containers.list(all=True)) == 2
client.containers.prune()
log = list(log)
assert image.tags == ["one:1"], image.tags
assert "Step 1/3 : FROM alpine:3.20" in said(log) and "from-a-step\n" in said(log), log
assert {"aux": {"ID": image.id}} in log and "Successfully tagged one:1\n" in said(log), log
assert image.attrs["Config"]["Cmd"] == ["/bin/sh", "-c", "cat /f"], image.attrs["Config"]

# again: every step is known; with nocache none is
again, log = client.images.build(fileobj=io.BytesIO(b"FROM alpine:3.20\nRUN echo from-a-step\nCMD cat /f\n"))
log = list(log)
assert again.id == image.id and said(log).count("Using cache") == 2, log
fresh, log = client.images.build(
    fileobj=io.BytesIO(b"FROM alpine:3.20\nRUN echo from-a-step\nCMD cat /f\n"), nocache=True, rm=True
)
assert "Using cache" not in said(list(log))
assert client.containers.list(all=True) == []

# a folder: .dockerignore, a Dockerfile elsewhere, arguments, labels, a stage
with tempfile.TemporaryDirectory() as place:
    os.makedirs(os.path.join(place, "docker"))
    os.makedirs(os.path.join(place, "src"))
    for name, text in {
        ".dockerignore": "src/secret\n",
        "src/kept": "kept\n",
        "src/secret": "secret\n",
        "docker/Other": "ARG BASE=nosuch\n"
        "FROM $BASE AS first\nARG WHO\nCOPY src /src\nRUN echo $WHO > /who && ls /src\n"
        'FROM first AS last\nRUN echo never > /never\nLABEL in="file"\n',
    }.items():
        with open(os.path.join(place, name), "w") as f:
            f.write(text)
    image, log = client.images.build(
        path=place,
        dockerfile="docker/Other",
        tag="two",
        target="first",
        buildargs={"BASE": "alpine:3.20", "WHO": "me"},
        labels={"a": "b"},
        rm=True,
    )
    log = said(list(log))
    assert "kept\n" in log and "secret" not in log, log
    assert image.tags == ["two:latest"] and image.labels == {"a": "b"}, (image.tags, image.labels)
    assert client.containers.run("two", "cat /who", remove=True) == b"me\n"
    last, _ = client.images.build(path=place, dockerfile="docker/Other", buildargs={"BASE": "alpine:3.20"})
    assert last.labels == {"in": "file"}, last.labels
    # a Dockerfile beside the context
    with tempfile.NamedTemporaryFile("w", delete=False) as outside:
        outside.write("FROM alpine:3.20\nCOPY src/kept /k\nRUN cat /k\n")
    _, log = client.images.build(path=place, dockerfile=outside.name)
    os.unlink(outside.name)
    assert "kept\n" in said(list(log))

# an archive that the caller made, compressed or not
plain = archive(Dockerfile="FROM alpine:3.20\nCOPY d/f /f\nRUN cat /f\n", d__f="in it\n")
image, log = client.images.build(fileobj=plain, custom_context=True)
assert "in it\n" in said(list(log))
packed = io.BytesIO(gzip.compress(plain.getvalue()))
other, log = client.images.build(fileobj=packed, custom_context=True, encoding="gzip")
assert other.id == image.id and "Using cache" in said(list(log))

# a step that fails: what it printed, and what is left
client.containers.prune()
before = len(client.images.list())
try:
    client.images.build(fileobj=io.BytesIO(b"FROM alpine:3.20\nRUN echo oh no; exit 7\n"), tag="bad", forcerm=True)
    raise AssertionError("a step that ends with 7")
except BuildError as error:
    assert error.msg == "The command '/bin/sh -c echo oh no; exit 7' returned a non-zero code: 7", error.msg
    last = list(error.build_log)[-1]
    assert last == {"errorDetail": {"code": 7, "message": error.msg}, "error": error.msg}, last
assert client.containers.list(all=True) == [] and len(client.images.list()) == before
try:
    client.images.get("bad")
    raise AssertionError("an image of a build that failed")
except ImageNotFound:
    pass
try:
    client.images.build(fileobj=io.BytesIO(b"FROM alpine:3.20\nRUN exit 1\n"), rm=True)
except BuildError:
    pass
left = client.containers.list(all=True)
assert [c.attrs["State"]["ExitCode"] for c in left] == [1], left
left[0].remove()

# what the daemon refuses before it begins, and what it refuses later
for text, message in (
    ("FORM alpine\n", "dockerfile parse error on line 1: unknown instruction: FORM (did you mean FROM?)"),
    ("", "the Dockerfile (Dockerfile) cannot be empty"),
    ("RUN true\n", "no build stage in current context"),
):
    try:
        client.images.build(fileobj=io.BytesIO(text.encode()))
        raise AssertionError(text)
    except (APIError, BuildError) as error:
        assert message in str(error), str(error)
try:
    client.images.build(fileobj=archive(other="x"), custom_context=True)
    raise AssertionError("an archive without a Dockerfile")
except APIError as error:
    assert error.status_code == 500 and "Cannot locate specified Dockerfile: Dockerfile" in error.explanation, error
try:
    client.images.build(fileobj=io.BytesIO(b"FROM alpine:3.20 AS a\n"), target="b")
    raise AssertionError("a stage that is not there")
except (APIError, BuildError) as error:
    assert "target stage \"b\" could not be found" in str(error), str(error)

# the stream as it comes: a line at a time, its bytes or what they say
lines = list(low.build(fileobj=io.BytesIO(b"FROM alpine:3.20\nENV A=1\n"), tag="three", quiet=False))
assert all(line.endswith(b"\r\n") for line in lines), lines
assert json.loads(lines[0]) == {"stream": "Step 1/2 : FROM alpine:3.20"}, lines[0]
decoded = list(low.build(fileobj=io.BytesIO(b"FROM alpine:3.20\nENV A=1\n"), decode=True))
assert decoded[0] == {"stream": "Step 1/2 : FROM alpine:3.20"} and decoded[1] == {"stream": "\n"}, decoded
quiet = list(low.build(fileobj=io.BytesIO(b"FROM alpine:3.20\nENV A=1\n"), quiet=True, decode=True))
assert quiet == [{"stream": low.inspect_image("three")["Id"] + "\n"}], quiet

# what a step may have of the host
limited, log = client.images.build(
    fileobj=io.BytesIO(b"FROM alpine:3.20\nRUN cat /etc/hosts && df /dev/shm | tail -1\n"),
    extra_hosts={"there": "10.1.2.3"},
    container_limits={"memory": 64 << 20},
    shmsize=32 << 20,
    nocache=True,
)
log = said(list(log))
assert "10.1.2.3\tthere" in log and "32768" in log, log
client.images.prune(filters={"dangling": True})
low.prune_builds()
print("whole")
