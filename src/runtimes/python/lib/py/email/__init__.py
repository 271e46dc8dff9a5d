"""Messages with headers."""


def message_from_string(s):
    from .message import Message
    m = Message()
    head, _, body = s.partition('\n\n')
    for line in head.splitlines():
        k, _, v = line.partition(':')
        m.add_header_raw(k.strip(), v.strip())
    m.set_payload(body)
    return m


def message_from_bytes(b):
    return message_from_string(b.decode('utf-8', 'surrogateescape'))
