"""The older way to ask: session.query(Class).filter(…)."""
from ..elements import Literal, and_, expr, func
from ..exc import MultipleResultsFound, NoResultFound
from ..result import Row
from ..selectable import Delete, Exists, Select, Update, _attribute, entity_of


class Query:
    def __init__(self, entities, session=None):
        entities = entities if isinstance(entities, (list, tuple)) else [entities]
        self.session = session
        self.statement_ = Select(entities)._copy(labels=True)

    def _with(self, statement):
        other = type(self).__new__(type(self))
        other.session = self.session
        other.statement_ = statement
        return other

    @property
    def statement(self):
        return self.statement_._copy(labels=False)

    @property
    def column_descriptions(self):
        return [{"name": getattr(i, "__name__", getattr(i, "key", None)), "entity": entity_of(i)[0]} for i in self.statement_.items]

    def _single_entity(self):
        items = self.statement_.items
        return len(items) == 1 and entity_of(items[0])[0] is not None

    def filter(self, *criteria):
        return self._with(self.statement_.where(*criteria))

    where = filter

    def filter_by(self, **kw):
        return self._with(self.statement_.filter_by(**kw))

    def order_by(self, *clauses):
        return self._with(self.statement_.order_by(*clauses))

    def group_by(self, *clauses):
        return self._with(self.statement_.group_by(*clauses))

    def having(self, *criteria):
        return self._with(self.statement_.having(*criteria))

    def limit(self, n):
        return self._with(self.statement_.limit(n))

    def offset(self, n):
        return self._with(self.statement_.offset(n))

    def slice(self, start, stop):
        return self._with(self.statement_.slice(start, stop))

    def distinct(self, *columns):
        return self._with(self.statement_.distinct())

    def join(self, target, onclause=None, isouter=False, full=False):
        return self._with(self.statement_.join(target, onclause, isouter))

    def outerjoin(self, target, onclause=None):
        return self.join(target, onclause, True)

    def select_from(self, *froms):
        return self._with(self.statement_.select_from(*froms))

    def options(self, *options):
        return self._with(self.statement_.options(*options))

    def with_for_update(self, **kw):
        return self._with(self.statement_.with_for_update())

    def with_entities(self, *entities):
        return self._with(self.statement_.with_only_columns(*entities))

    def add_columns(self, *columns):
        return self._with(self.statement_.add_columns(*columns))

    add_entity = add_columns

    def execution_options(self, **kw):
        return self

    def populate_existing(self):
        return self

    def autoflush(self, setting):
        return self

    def enable_eagerloads(self, value):
        return self

    def subquery(self, name=None):
        return self.statement.subquery(name)

    def scalar_subquery(self):
        return self.statement.scalar_subquery()

    def exists(self):
        return Exists(self.statement.with_only_columns(Literal("1")).select_from(*self.statement.get_final_froms()))

    def union(self, *others):
        return self._with(self.statement_.union(*[o.statement_ for o in others]))

    def _result(self):
        return self.session.execute(self.statement_)

    def all(self):
        result = self._result()
        return result.scalars().all() if self._single_entity() else result.all()

    def __iter__(self):
        return iter(self.all())

    def __getitem__(self, item):
        if isinstance(item, slice):
            start, stop = item.start or 0, item.stop
            query = self.offset(start) if start else self
            return (query.limit(stop - start) if stop is not None else query).all()
        return self.offset(item).limit(1).all()[0] if item else self.limit(1).all()[0]

    def first(self):
        rows = self.limit(1).all()
        return rows[0] if rows else None

    def one(self):
        rows = self.all()
        if not rows:
            raise NoResultFound("No row was found when one was required")
        if len(rows) > 1:
            raise MultipleResultsFound("Multiple rows were found when exactly one was required")
        return rows[0]

    def one_or_none(self):
        rows = self.all()
        if len(rows) > 1:
            raise MultipleResultsFound("Multiple rows were found when one or none was required")
        return rows[0] if rows else None

    def scalar(self):
        row = self.one_or_none()
        return row[0] if isinstance(row, Row) else row

    def get(self, ident):
        return self.session.get(self.statement_.items[0], ident)

    def count(self):
        inner = self.statement_._copy(orders=[] if self.statement_.limit_value is None else self.statement_.orders).subquery()
        return self.session.execute(Select([func.count()])._copy(from_given=[inner])).scalar()

    def _table(self):
        return self.statement_.items[0].__mapper__.table

    def delete(self, synchronize_session="auto"):
        return self.session.execute(Delete(self._table()).where(*self.statement_.criteria)).rowcount

    def update(self, values, synchronize_session="auto", update_args=None):
        return self.session.execute(Update(self._table()).where(*self.statement_.criteria).values(values)).rowcount

    def __str__(self):
        return str(self.statement_)
