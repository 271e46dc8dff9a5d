"""A message: headers in their order, and a body."""


class Message:
    def __init__(self, policy=None):
        self._headers, self._payload = [], None

    def add_header_raw(self, k, v):
        self._headers.append((k, v))

    def __len__(self):
        return len(self._headers)

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._headers.append((name, str(value)))

    def __delitem__(self, name):
        self._headers = [(k, v) for k, v in self._headers if k.lower() != name.lower()]

    def __contains__(self, name):
        return any(k.lower() == name.lower() for k, _ in self._headers)

    def __iter__(self):
        for k, _ in self._headers:
            yield k

    def keys(self):
        return [k for k, _ in self._headers]

    def values(self):
        return [v for _, v in self._headers]

    def items(self):
        return list(self._headers)

    def get(self, name, failobj=None):
        for k, v in self._headers:
            if k.lower() == name.lower():
                return v
        return failobj

    def get_all(self, name, failobj=None):
        return [v for k, v in self._headers if k.lower() == name.lower()] or failobj

    def add_header(self, name, value, **params):
        parts = [value] if value is not None else []
        parts += ['%s="%s"' % (k.replace('_', '-'), v) if v is not None else k.replace('_', '-') for k, v in params.items()]
        self._headers.append((name, '; '.join(parts)))

    def replace_header(self, name, value):
        for i, (k, _) in enumerate(self._headers):
            if k.lower() == name.lower():
                self._headers[i] = (k, value)
                return
        raise KeyError(name)

    def get_content_type(self):
        return (self.get('content-type') or 'text/plain').split(';')[0].strip().lower()

    def get_content_maintype(self):
        return self.get_content_type().split('/')[0]

    def get_content_subtype(self):
        return self.get_content_type().split('/')[1]

    def get_content_charset(self, failobj=None):
        return self.get_param('charset', failobj)

    def get_param(self, name, failobj=None, header='content-type'):
        for part in (self.get(header) or '').split(';')[1:]:
            k, _, v = part.strip().partition('=')
            if k.lower() == name:
                return v.strip('"')
        return failobj

    def get_params(self, failobj=None, header='content-type'):
        return [tuple(p.strip().partition('=')[::2]) for p in (self.get(header) or '').split(';')]

    def get_filename(self, failobj=None):
        return self.get_param('filename', failobj, 'content-disposition')

    def get_payload(self, i=None, decode=False):
        return self._payload.encode() if decode and isinstance(self._payload, str) else self._payload

    def set_payload(self, payload, charset=None):
        self._payload = payload

    def is_multipart(self):
        return isinstance(self._payload, list)

    def as_string(self):
        return ''.join('%s: %s\n' % kv for kv in self._headers) + '\n' + (self._payload or '')

    def __str__(self):
        return self.as_string()

    def as_bytes(self):
        return self.as_string().encode()


class EmailMessage(Message):
    def set_content(self, text):
        self['Content-Type'] = 'text/plain; charset="utf-8"'
        self._payload = text

    def get_content(self):
        return self._payload
