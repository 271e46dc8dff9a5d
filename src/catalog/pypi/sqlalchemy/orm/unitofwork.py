"""Writes what changed in a session to the database, in an order that keys allow."""
from ..selectable import Delete, Insert, Update
from .attributes import state_of
from .exc import StaleDataError


def column_values(obj, mapper):
    return {name: obj.__dict__[name] for name, _ in mapper.attributes if name in obj.__dict__}


def changes(obj):
    """Names of attributes whose value is not that of the row."""
    state = state_of(obj)
    out = []
    for name, _ in state.mapper.attributes:
        if name in obj.__dict__ and (name not in state.committed or not _same(state.committed[name], obj.__dict__[name])):
            out.append(name)
    return out


def _same(a, b):
    return a is b or (type(a) is type(b) and a == b) or (not hasattr(b, "write") and a == b)


def relations(obj):
    return list(type(obj).__mapper__.relationships.values())


def related(obj, relation):
    """The objects that a relationship of the object holds at the moment; nothing is loaded."""
    if relation.direction is None:
        relation._ready()
    if relation.lazy in ("dynamic", "write_only"):
        return list(obj.__dict__.get("_new_" + relation.key, []))
    value = obj.__dict__.get(relation.key)
    if value is None:
        return []
    return list(value) if relation.uselist else [value]


def cascade(session, obj, seen):
    """All objects that are reached from one come into its session."""
    if id(obj) in seen:
        return
    seen.add(id(obj))
    for relation in relations(obj):
        if "save-update" in relation.cascade:
            for item in related(obj, relation):
                session.attach(item)
                cascade(session, item, seen)


class Flush:
    def __init__(self, session):
        self.session = session
        self.done = set()

    def run(self):
        session = self.session
        for obj in list(session.new_objects) + list(session.identity_map.values()):
            cascade(session, obj, set())
        orphans = []
        for obj in list(session.identity_map.values()):
            for relation in relations(obj):
                if "delete-orphan" in relation.cascade and relation.key in state_of(obj).collections:
                    now = related(obj, relation)
                    before = state_of(obj).collections[relation.key] or []
                    orphans += [o for o in (before if isinstance(before, list) else [before]) if not any([o is n for n in now])]
        for o in orphans:
            if state_of(o).key is not None and not any([o is d for d in session.deleted_objects]):
                session.deleted_objects.append(o)
        order = {}
        for obj in session.new_objects:
            order.setdefault(type(obj).__mapper__.table.metadata, None)
        ranks = {}
        for metadata in order:
            for i, table in enumerate(metadata.sorted_tables):
                ranks[id(table)] = i
        for obj in sorted(list(session.new_objects), key=lambda o: ranks[id(type(o).__mapper__.table)]):
            self.insert(obj)
        session.new_objects = []
        gone = set([id(d) for d in session.deleted_objects])
        for obj in list(session.identity_map.values()):
            if id(obj) not in gone:
                self.sync(obj)
                self.update(obj)
        for obj in list(session.identity_map.values()):
            self.links(obj)
        self.deletes()

    def sync(self, obj):
        """Copies keys along the relationships that the object holds."""
        mapper = type(obj).__mapper__
        for relation in relations(obj):
            if relation.viewonly:
                continue
            if relation.direction == "many-to-one" and relation.key in obj.__dict__:
                target = obj.__dict__[relation.key]
                if target is not None and state_of(target).key is None:
                    self.insert(target)
                known = state_of(obj).collections.get(relation.key)
                for mine, theirs in relation.local_pairs:
                    name = mapper.name_of(mine)
                    if target is not None:
                        value = getattr(target, type(target).__mapper__.name_of(theirs))
                        if obj.__dict__.get(name) != value:
                            obj.__dict__[name] = value
                    elif known is not None:
                        obj.__dict__[name] = None
            elif relation.direction == "one-to-many" and state_of(obj).key is not None:
                for child in related(obj, relation):
                    for mine, theirs in relation.local_pairs:
                        child.__dict__[type(child).__mapper__.name_of(theirs)] = getattr(obj, mapper.name_of(mine))
                if relation.uselist and relation.lazy not in ("dynamic", "write_only") and relation.key in obj.__dict__:
                    now = related(obj, relation)
                    for child in state_of(obj).collections.get(relation.key) or []:
                        if not any([child is n for n in now]) and not any([child is d for d in self.session.deleted_objects]):
                            other = relation.other_side()
                            if other is None or child.__dict__.get(other.key) is None:
                                for _, theirs in relation.local_pairs:
                                    child.__dict__[type(child).__mapper__.name_of(theirs)] = None

    def insert(self, obj):
        if id(obj) in self.done or state_of(obj).key is not None:
            return
        self.done.add(id(obj))
        self.sync(obj)
        mapper = type(obj).__mapper__
        values = {}
        for name, column in mapper.attributes:
            if name in obj.__dict__:
                value = obj.__dict__[name]
                if value is None and (column.primary_key or column.server_default is not None):
                    continue
                values[column.name] = value
            elif column.default is not None:
                value = column.default.value()
                values[column.name] = value
                if not hasattr(value, "write"):
                    obj.__dict__[name] = value
            elif not column.primary_key and column.server_default is None:
                values[column.name] = None
        result = self.session.connection().execute(Insert(mapper.table).values(values))
        auto = [c for c in mapper.primary_key if c.name not in values]
        if auto:
            obj.__dict__[mapper.name_of(auto[0])] = result.lastrowid
        state = state_of(obj)
        state.key = mapper.identity([obj.__dict__.get(n) for n in mapper.key_names])
        self.session.identity_map[state.key] = obj
        self.session.inserted.append(obj)
        for name, column in mapper.attributes:
            if (name not in obj.__dict__ and column.server_default is not None) or hasattr(obj.__dict__.get(name), "write"):
                obj.__dict__.pop(name, None)
                state.expired = True
            elif name not in obj.__dict__:
                obj.__dict__[name] = None
        state.committed = column_values(obj, mapper)
        for relation in relations(obj):
            if relation.direction == "one-to-many":
                for child in related(obj, relation):
                    for mine, theirs in relation.local_pairs:
                        child.__dict__[type(child).__mapper__.name_of(theirs)] = getattr(obj, mapper.name_of(mine))

    def update(self, obj):
        names = changes(obj)
        state = state_of(obj)
        if not names or state.key is None:
            return
        mapper = state.mapper
        columns = dict(mapper.attributes)
        old = state.key[1]
        stmt = Update(mapper.table).values({columns[n].name: obj.__dict__[n] for n in names}).where(*[c == v for c, v in zip(mapper.primary_key, old)])
        self.session.connection().execute(stmt)
        for n in names:
            if hasattr(obj.__dict__[n], "write"):
                obj.__dict__.pop(n)
                state.expired = True
        for name, column in mapper.attributes:
            if column.onupdate is not None and name not in names:
                obj.__dict__.pop(name, None)
                state.expired = True
        state.committed = column_values(obj, mapper)
        key = mapper.identity([obj.__dict__.get(n) for n in mapper.key_names])
        if key != state.key:
            self.session.identity_map.pop(state.key, None)
            state.key = key
            self.session.identity_map[key] = obj

    def links(self, obj):
        """Rows of the tables between, for many-to-many."""
        state = state_of(obj)
        mapper = state.mapper
        for relation in relations(obj):
            if relation.viewonly:
                continue
            if relation.direction == "many-to-many" and (relation.key in obj.__dict__ or relation.lazy == "dynamic"):
                now = related(obj, relation)
                before = state.collections.get(relation.key) or []
                new = [o for o in now if not any([o is b for b in before])]
                gone = [o for o in before if not any([o is n for n in now])]
                for item in new:
                    row = self._link(relation, obj, item)
                    mark = (relation.secondary.name, tuple(sorted(row.items())))
                    if mark not in self.done:
                        self.done.add(mark)
                        self.session.connection().execute(Insert(relation.secondary).values(row))
                for item in gone:
                    row = self._link(relation, obj, item)
                    mark = (relation.secondary.name, "-", tuple(sorted(row.items())))
                    if mark not in self.done:
                        self.done.add(mark)
                        self.session.connection().execute(Delete(relation.secondary).where(*[relation.secondary.c[k] == v for k, v in row.items()]))
                if relation.lazy == "dynamic":
                    obj.__dict__["_new_" + relation.key] = []
            if relation.key in obj.__dict__:
                value = obj.__dict__[relation.key]
                state.collections[relation.key] = list(value) if relation.uselist else value

    def _link(self, relation, obj, item):
        row = {}
        for column, link in relation.local_pairs:
            row[link.name] = getattr(obj, type(obj).__mapper__.name_of(column))
        for column, link in relation.remote_pairs:
            row[link.name] = getattr(item, type(item).__mapper__.name_of(column))
        return row

    def deletes(self):
        session = self.session
        todo = []

        def visit(obj):
            if any([obj is t for t in todo]):
                return
            todo.append(obj)
            for relation in relations(obj):
                relation._ready()
                if relation.viewonly or relation.direction == "many-to-one":
                    continue
                held = relation.__get__(obj, type(obj))
                items = list(held) if relation.uselist else ([held] if held is not None else [])
                if relation.direction == "many-to-many":
                    for item in items:
                        row = self._link(relation, obj, item)
                        session.connection().execute(Delete(relation.secondary).where(*[relation.secondary.c[k] == v for k, v in row.items()]))
                elif "delete" in relation.cascade:
                    for item in items:
                        visit(item)
                elif not relation.passive_deletes:
                    for item in items:
                        if any([item is d for d in session.deleted_objects]):
                            continue
                        for _, theirs in relation.local_pairs:
                            item.__dict__[type(item).__mapper__.name_of(theirs)] = None
                        self.update(item)
        for obj in list(session.deleted_objects):
            visit(obj)
        ranks = {}
        for obj in todo:
            table = type(obj).__mapper__.table
            if id(table) not in ranks:
                for i, t in enumerate(table.metadata.sorted_tables):
                    ranks[id(t)] = i
        for obj in sorted(todo, key=lambda o: -ranks[id(type(o).__mapper__.table)]):
            state = state_of(obj)
            if state.key is None:
                continue
            mapper = state.mapper
            done = session.connection().execute(Delete(mapper.table).where(*[c == v for c, v in zip(mapper.primary_key, state.key[1])]))
            if done.rowcount == 0:
                raise StaleDataError("DELETE statement on table '" + mapper.table.name + "' expected to delete 1 row(s); 0 were matched.  Please set confirm_deleted_rows=False within the mapper configuration to prevent this warning.")
            session.identity_map.pop(state.key, None)
            state.deleted = True
            state.session = None
            session.removed.append(obj)
        session.deleted_objects = []
