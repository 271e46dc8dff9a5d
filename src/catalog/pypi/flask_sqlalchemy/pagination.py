"""One page of a long list."""
from flask import abort, request
from flask.ctx import has_request_context


class Pagination:
    def __init__(self, page=None, per_page=None, max_per_page=100, error_out=True, count=True, **source):
        self._source = source
        asked = request.args if has_request_context() else {}
        page = page if page is not None else self._number(asked.get("page"), 1, error_out)
        per_page = per_page if per_page is not None else self._number(asked.get("per_page"), 20, error_out)
        if max_per_page is not None:
            per_page = min(per_page, max_per_page)
        if page < 1 or per_page < 0:
            if error_out:
                abort(404)
            page, per_page = max(page, 1), per_page if per_page >= 0 else 20
        self.page = page
        self.per_page = per_page
        self.max_per_page = max_per_page
        self.items = self._query_items()
        if not self.items and page != 1 and error_out:
            abort(404)
        self.total = self._query_count() if count else None

    @staticmethod
    def _number(text, default, error_out):
        try:
            return int(text) if text is not None else default
        except ValueError:
            if error_out:
                abort(404)
            return default

    @property
    def _offset(self):
        return (self.page - 1) * self.per_page

    @property
    def pages(self):
        return 0 if not self.total else -(-self.total // self.per_page)

    @property
    def first(self):
        return 0 if not self.items else self._offset + 1

    @property
    def last(self):
        return self._offset + len(self.items)

    @property
    def has_prev(self):
        return self.page > 1

    @property
    def prev_num(self):
        return self.page - 1 if self.has_prev else None

    @property
    def has_next(self):
        return self.page < self.pages

    @property
    def next_num(self):
        return self.page + 1 if self.has_next else None

    def iter_pages(self, left_edge=2, left_current=2, right_current=4, right_edge=2):
        last = 0
        for n in range(1, self.pages + 1):
            if n <= left_edge or n > self.pages - right_edge or self.page - left_current <= n < self.page + right_current + 1:
                if last + 1 != n:
                    yield None
                yield n
                last = n

    def __iter__(self):
        return iter(self.items)


class QueryPagination(Pagination):
    def _query_items(self):
        return self._source["query"].limit(self.per_page).offset(self._offset).all()

    def _query_count(self):
        return self._source["query"].order_by(None).count()


class SelectPagination(Pagination):
    def _query_items(self):
        return self._source["session"].execute(self._source["select"].limit(self.per_page).offset(self._offset)).scalars().all()

    def _query_count(self):
        import sqlalchemy as sa
        inner = self._source["select"].order_by(None).subquery()
        return self._source["session"].execute(sa.select(sa.func.count()).select_from(inner)).scalar()
