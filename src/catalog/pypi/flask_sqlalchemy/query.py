"""Queries with a way to say 404."""
import sqlalchemy.orm
from flask import abort
from sqlalchemy.exc import MultipleResultsFound, NoResultFound


class Query(sqlalchemy.orm.Query):
    def get_or_404(self, ident, description=None):
        found = self.get(ident)
        if found is None:
            abort(404, description=description)
        return found

    def first_or_404(self, description=None):
        found = self.first()
        if found is None:
            abort(404, description=description)
        return found

    def one_or_404(self, description=None):
        try:
            return self.one()
        except (NoResultFound, MultipleResultsFound):
            abort(404, description=description)

    def paginate(self, page=None, per_page=None, max_per_page=None, error_out=True, count=True):
        from .pagination import QueryPagination
        return QueryPagination(query=self, page=page, per_page=per_page, max_per_page=max_per_page, error_out=error_out, count=count)
