"""Tables in lines of text."""
import io

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = 0, 1, 2, 3


class Error(Exception):
    pass


class Dialect:
    delimiter, quotechar, escapechar, doublequote, skipinitialspace, lineterminator, quoting, strict = ',', '"', None, True, False, '\r\n', QUOTE_MINIMAL, False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator, quoting = '\n', QUOTE_ALL


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


def register_dialect(name, dialect=None, **kw):
    _dialects[name] = type(name, (dialect or excel,), kw)


def get_dialect(name):
    if name not in _dialects:
        raise Error('unknown dialect')
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def _settings(dialect, kw):
    base = get_dialect(dialect) if isinstance(dialect, str) else dialect
    return type('D', (base if isinstance(base, type) else type(base),), kw)


class reader:
    def __init__(self, lines, dialect='excel', **kw):
        self._lines, self.dialect, self.line_num = iter(lines), _settings(dialect, kw), 0

    def __iter__(self):
        return self

    def __next__(self):
        d = self.dialect
        row, field, quoted, start, was = [], '', False, True, False
        while True:
            line = next(self._lines)
            self.line_num += 1
            i = 0
            text = line
            while i < len(text):
                c = text[i]
                if quoted:
                    if d.escapechar and c == d.escapechar:
                        i += 1
                        field += text[i:i + 1]
                    elif c == d.quotechar:
                        if d.doublequote and text[i + 1:i + 2] == d.quotechar:
                            field += c
                            i += 1
                        else:
                            quoted = False
                    else:
                        field += c
                elif c in '\r\n':
                    break
                elif c == d.delimiter:
                    row.append(self._value(field, was))
                    field, start, was = '', True, False
                    i += 1
                    continue
                elif c == d.quotechar and start and d.quoting != QUOTE_NONE:
                    quoted = was = True
                elif c == ' ' and start and d.skipinitialspace:
                    i += 1
                    continue
                elif d.escapechar and c == d.escapechar:
                    i += 1
                    field += text[i:i + 1]
                else:
                    field += c
                start = False
                i += 1
            if not quoted:
                break
        if row or field or was:
            row.append(self._value(field, was))
        return row

    def _value(self, field, was):
        return float(field) if self.dialect.quoting == QUOTE_NONNUMERIC and not was else field


class writer:
    def __init__(self, file, dialect='excel', **kw):
        self._file, self.dialect = file, _settings(dialect, kw)

    def _field(self, v, only):
        d = self.dialect
        s = '' if v is None else repr(v) if isinstance(v, float) else str(v)
        need = d.quoting == QUOTE_ALL or (d.quoting == QUOTE_NONNUMERIC and not isinstance(v, (int, float))) or (d.quoting == QUOTE_MINIMAL and (any(c in s for c in (d.delimiter, d.quotechar or '\0', '\n', '\r')) or (only and s == '')))
        if not need:
            if d.quoting == QUOTE_NONE and any(c in s for c in (d.delimiter, '\n', '\r')) :
                if not d.escapechar:
                    raise Error('need to escape, but no escapechar set')
                s = ''.join(d.escapechar + c if c in (d.delimiter, '\n', '\r', d.escapechar) else c for c in s)
            return s
        return d.quotechar + s.replace(d.quotechar, d.quotechar * 2) + d.quotechar

    def writerow(self, row):
        row = list(row)
        return self._file.write(self.dialect.delimiter.join(self._field(v, len(row) == 1) for v in row) + self.dialect.lineterminator)

    def writerows(self, rows):
        for r in rows:
            self.writerow(r)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', *args, **kw):
        self._fieldnames, self.restkey, self.restval, self.reader = fieldnames, restkey, restval, reader(f, dialect, **kw)

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @property
    def line_num(self):
        return self.reader.line_num

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        for k in names[len(row):]:
            d[k] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', *args, **kw):
        self.fieldnames, self.restval, self.extrasaction, self.writer = fieldnames, restval, extrasaction, writer(f, dialect, **kw)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def writerow(self, d):
        if self.extrasaction == 'raise':
            wrong = [k for k in d if k not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join(repr(x) for x in wrong))
        return self.writer.writerow(d.get(k, self.restval) for k in self.fieldnames)

    def writerows(self, rows):
        for r in rows:
            self.writerow(r)


def field_size_limit(n=131072):
    return 131072


class Sniffer:
    def sniff(self, sample, delimiters=None):
        first = sample.split('\n')[0]
        best = max(delimiters or ',;\t|', key=first.count)
        return type('sniffed', (excel,), {'delimiter': best})

    def has_header(self, sample):
        return True
