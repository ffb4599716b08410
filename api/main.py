"""The application: routes, errors, headers. `uvicorn --factory api.main:create_app`, or `duixian serve`."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi_offline import FastAPIOffline
from starlette.exceptions import HTTPException

from api.database import Database
from api.responses import LICENSE, PROBLEM_JSON, ApiProblem, FieldProblem, Problem, problem_response
from api.routes import builds, commitments, documents, health, indicators, judgements, observations, reading
from api.settings import ApiSettings, settings
from schemas.storage import NoBuild

DESCRIPTION = """
Public commitments, followed from their words to their outcome · 公开承诺，从文字跟到结果。

Every figure carries its document, passage and position; every judgement its rule, its inputs and its reasoning.
Start with `/v1/commitments`, then open one: quote, targets, series by vintage, assessment and evidence in one answer.
"""
PROBLEMS = {status: {"model": Problem, "content": {PROBLEM_JSON: {}}} for status in (400, 404, 503)}


def create_app(given: ApiSettings | None = None) -> FastAPI:
    """The API over one data folder."""
    database = Database((given or settings()).data.resolve())

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        database.close()

    app = FastAPIOffline(
        redoc_url=None,
        title="Duixian 兑现",
        version="1",
        description=DESCRIPTION,
        lifespan=lifespan,
        responses=PROBLEMS,
        license_info={"name": "CC-BY-4.0", "url": LICENSE},
    )
    app.state.database = database
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD"], expose_headers=["Link"])
    app.middleware("http")(_headers)
    _errors(app)
    for routes in (health, builds, commitments, judgements, indicators, observations, documents, reading):
        app.include_router(routes.router)
    return app


async def _headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Licence and the safe defaults on every answer."""
    response = await call_next(request)
    link = f'<{LICENSE}>; rel="license"'
    response.headers["Link"] = f"{response.headers['Link']}, {link}" if "Link" in response.headers else link
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _errors(app: FastAPI) -> None:
    """Every error becomes a problem answer."""

    @app.exception_handler(ApiProblem)
    async def ours(request: Request, problem: ApiProblem) -> Response:
        return problem_response(request, problem)

    @app.exception_handler(NoBuild)
    async def nothing_published(request: Request, error: NoBuild) -> Response:
        return problem_response(request, ApiProblem(503, "no-build", "Nothing published", str(error)))

    @app.exception_handler(RequestValidationError)
    async def bad_parameter(request: Request, error: RequestValidationError) -> Response:
        errors = [_field_problem(request, item) for item in error.errors()]
        detail = "; ".join(f"{e.parameter}: {e.detail}" for e in errors)
        return problem_response(request, ApiProblem(400, "bad-parameter", "Bad parameter", detail, errors))

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        detail = "no such address; /docs lists them" if error.status_code == 404 else str(error.detail)
        return problem_response(request, ApiProblem(error.status_code, "http", str(error.detail), detail))


def _field_problem(request: Request, item: dict[str, object]) -> FieldProblem:
    """One validation error in words; an unknown parameter is answered with the known ones."""
    location = item["loc"]
    name = str(location[-1]) if isinstance(location, tuple) else "?"
    if item["type"] == "extra_forbidden":
        return FieldProblem(parameter=name, detail="unknown parameter", allowed=_parameters(request))
    return FieldProblem(parameter=name, detail=str(item["msg"]))


def _parameters(request: Request) -> list[str]:
    """Query parameters the matched route takes, as its OpenAPI description lists them."""
    path = getattr(request.scope.get("route"), "path", "")
    operation = request.app.openapi()["paths"].get(path, {}).get("get", {})
    return [p["name"] for p in operation.get("parameters", []) if p["in"] == "query"]
