"""Makes objects of rows."""
from ..elements import expr
from ..result import Result, Row
from ..schema import FromClause
from ..selectable import entity_of
from .attributes import InstanceState
from .unitofwork import column_values


def instance(session, mapper, values, refresh=False):
    """The object of a row; the one that the session has already, when it has one."""
    columns = mapper.attributes
    named = {name: column.type.result(v) for (name, column), v in zip(columns, values)}
    keys = [named[n] for n in mapper.key_names]
    if all([k is None for k in keys]):
        return None
    identity = mapper.identity(keys)
    obj = session.identity_map.get(identity)
    if obj is None:
        obj = mapper.class_.__new__(mapper.class_)
        state = InstanceState(obj, mapper)
        obj.__dict__["_sa_instance_state"] = state
        state.session = session
        state.key = identity
        session.identity_map[identity] = obj
    else:
        state = obj.__dict__["_sa_instance_state"]
        if not state.expired and not refresh:
            return obj
    for name, value in named.items():
        if refresh or name not in obj.__dict__ or name not in state.committed:
            obj.__dict__[name] = value
            state.committed[name] = value
    state.expired = False
    return obj


def plan_of(select):
    """[(mapper or None, name, number of columns)] of a SELECT."""
    out = []
    for item in select.items:
        entity, source = entity_of(item)
        if entity is not None:
            out.append((entity.__mapper__, entity.__name__, len(entity.__mapper__.attributes), None))
        elif isinstance(source, FromClause):
            for c in source.c:
                out.append((None, c.name, 1, c.type))
        else:
            e = expr(source)
            out.append((None, getattr(source, "key", None) or getattr(e, "key", None) or getattr(e, "name", None), 1, e.type))
    return out


def result_of(session, select, cursor_rows, refresh=False):
    plan = plan_of(select)
    names = [p[1] for p in plan]
    rows = []
    for raw in cursor_rows:
        values = []
        at = 0
        for mapper, _, size, kind in plan:
            if mapper is None:
                values.append(kind.result(raw[at]))
            else:
                values.append(instance(session, mapper, raw[at:at + size], refresh))
            at += size
        rows.append(Row(values, names))
    for option in select.options_given:
        for row in rows:
            for value in row:
                option.apply(value)
    return Result(rows, names, len(rows))
