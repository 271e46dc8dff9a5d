from flask import render_template


class ErrorHandlerManager:
    def __init__(self, app):
        self.app = app

    def register_error_handlers(self):
        @self.app.errorhandler(404)
        def not_found(error):
            return render_template("error.html", code=404, message="There is no such page."), 404

        @self.app.errorhandler(403)
        def forbidden(error):
            return render_template("error.html", code=403, message=error.description), 403
