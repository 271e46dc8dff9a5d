"""A small frame for web applications."""
from markupsafe import Markup, escape

from . import json
from .app import Flask
from .blueprints import Blueprint
from .config import Config
from .ctx import after_this_request, copy_current_request_context, has_app_context, has_request_context
from .globals import current_app, g, request, session
from .helpers import abort, flash, get_flashed_messages, get_template_attribute, make_response, redirect, send_file, send_from_directory, stream_with_context, url_for
from .json import jsonify
from .signals import appcontext_popped, appcontext_pushed, appcontext_tearing_down, before_render_template, got_request_exception, message_flashed, request_finished, request_started, request_tearing_down, template_rendered
from .templating import render_template, render_template_string, stream_template
from .wrappers import Request, Response

__version__ = "3.1.2"
