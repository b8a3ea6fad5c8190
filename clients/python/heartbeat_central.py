"""Tells Heartbeat Central that things are alive. One file, standard library only, Python 3.8 or later.

    from heartbeat_central import HeartbeatCentral

    central = HeartbeatCentral()          # HEARTBEAT_URL and HEARTBEAT_KEY
    central.heartbeat("shop-web")
    with central.job("nightly", register={"schedule": "30 2 * * *"}):
        do_the_work()

Nothing here raises into what it watches, unless it is ``strict``: what did not get through is returned as an outcome
with ``ok`` false, and logged as a warning by the logger ``heartbeat_central``.
"""

import datetime
import email.utils
import functools
import http.client
import inspect
import json
import logging
import os
import random
import re
import socket
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

__version__ = "0.1.0"
__all__ = ["HeartbeatCentral", "HeartbeatProblem", "Outcome"]

log = logging.getLogger("heartbeat_central")

_PASSING = {408, 425, 429, 500, 502, 503, 504}
_FIRST_PAUSE = 0.25
_LONGEST_PAUSE = 5.0
_MOST_IN_A_BATCH = 1000
_MOST_BYTES = 1000000


class HeartbeatProblem(Exception):
    """Why something did not get through. Never bears a key."""

    def __init__(self, message, status=None, body=None, passes=False, retry_after=0.0, unclear=False):
        super().__init__(message)
        self.status = status
        self.body = body
        #: Whether the same may get through later.
        self.passes = passes
        #: Seconds that the server asked for.
        self.retry_after = retry_after
        #: Whether it may have been taken all the same: only the answer went wrong.
        self.unclear = unclear


class Outcome:
    """What became of a request: ``ok``, ``status`` and ``body`` of the answer, and ``problem`` where it is not ok."""

    def __init__(self, status=None, body=None, problem=None):
        self.ok = problem is None
        self.status = status
        self.body = body
        self.problem = problem

    def __repr__(self):
        return "Outcome(ok=%r, status=%r, problem=%r)" % (self.ok, self.status, self.problem)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key is never sent on to where a redirect leads."""

    def redirect_request(self, *_args, **_kwargs):
        return None


class _Reachable:
    """Leaves the socket of a request with it, so that it can be cut off."""

    def do_open(self, http_class, req, **http_conn_args):
        class Connection(http_class):
            def connect(self):
                super().connect()
                req.socket = self.sock
                if req.is_given_up:
                    raise TimeoutError("It is connected too late")

        return super().do_open(Connection, req, **http_conn_args)


class _Http(_Reachable, urllib.request.HTTPHandler):
    pass


class _Https(_Reachable, urllib.request.HTTPSHandler):
    pass


def _never_raises(method):
    """Whatever goes wrong, also while a request is put together, is an outcome; with ``strict`` a HeartbeatProblem."""

    @functools.wraps(method)
    def told(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except HeartbeatProblem as error:
            problem = error
        except Exception as error:
            problem = HeartbeatProblem("This cannot be sent: %s" % _words(error))
        if self.strict:
            raise problem
        log.warning("%s", problem)
        return Outcome(problem.status, problem.body, problem)

    return told


class HeartbeatCentral:
    """Speaks to one Heartbeat Central.

    :param url: by default HEARTBEAT_URL
    :param key: by default HEARTBEAT_KEY; none is sent where there is none
    :param timeout: seconds for a request with all its attempts
    :param attempt_timeout: seconds for one attempt
    :param retries: how often it is tried again at most
    :param strict: raise a HeartbeatProblem in place of returning it
    """

    def __init__(self, url=None, key=None, timeout=10.0, attempt_timeout=5.0, retries=3, strict=False):
        self.url = url if url is not None else os.environ.get("HEARTBEAT_URL")
        self.key = key if key is not None else os.environ.get("HEARTBEAT_KEY")
        self.timeout = timeout
        self.attempt_timeout = attempt_timeout
        self.retries = retries
        self.strict = strict
        self._opener = urllib.request.build_opener(_NoRedirect, _Http, _Https)
        self._hanging = []

    # Services: what is up or down.

    def heartbeat(self, service_id, status=None, message=None, metadata=None):
        """One service. ``status`` is up (the default), degraded or down."""
        return self.request(
            "POST", "/api/heartbeat", _item(service_id, status, message, metadata), repeatable=True
        )

    @_never_raises
    def heartbeats(self, services):
        """Any number of ids, or of dicts as the API takes them. ``body["results"]`` has one for each."""
        services = list(services)
        results = []
        status = 200
        for start in range(0, len(services), _MOST_IN_A_BATCH):
            part = services[start : start + _MOST_IN_A_BATCH]
            outcome = self.request("POST", "/api/heartbeat", {"services": part}, repeatable=True)
            if not outcome.ok:
                return outcome
            more = outcome.body.get("results") if isinstance(outcome.body, dict) else None
            if not isinstance(more, list):
                raise HeartbeatProblem(
                    "The answer has no results: is Heartbeat Central at that address?", outcome.status, outcome.body
                )
            status = max(status, outcome.status)
            results.extend(more)
        return Outcome(status, {"results": results})

    # Schedulers: jobs that run now and then.

    def register(self, scheduler_id, **fields):
        """May be sent at every run: what is given is changed, the rest is kept."""
        body = dict(fields, scheduler_id=scheduler_id)
        return self.request("POST", "/api/v1/schedulers/register", body, repeatable=True)

    def started(self, scheduler_id, run_id=None, metadata=None, **options):
        return self._report(scheduler_id, "running", run_id, metadata, **options)

    def completed(self, scheduler_id, run_id=None, metadata=None, execution_time_ms=None, **options):
        return self._report(
            scheduler_id, "completed", run_id, metadata, execution_time_ms=execution_time_ms, **options
        )

    def failed(self, scheduler_id, error, run_id=None, metadata=None, execution_time_ms=None, **options):
        """``error`` is an exception, or words."""
        return self._report(
            scheduler_id,
            "failed",
            run_id,
            metadata,
            execution_time_ms=execution_time_ms,
            error_message=_words(error),
            **options
        )

    @_never_raises
    def alive(self, scheduler_id, run_id=None, metadata=None, **options):
        """A heartbeat within a run."""
        path = "/api/v1/schedulers/%s/heartbeat" % _quoted(scheduler_id)
        body = {"run_id": run_id, "metadata": metadata}
        return self.request("POST", path, body, repeatable=True, **options)

    def job(self, scheduler_id, register=None, every=60.0, metadata=None, run_id=None, end_timeout=5.0, strict=None):
        """A context manager, and a decorator: tells that a job started, that it is alive, and how it ended.

        What the job raises is told and raised again. It also watches functions that are ``async``, and with
        ``async with``; a generator runs only as it is asked, and is refused.

        :param register: fields to register it with first, such as ``{"schedule": "30 2 * * *"}``
        :param every: seconds between heartbeats; 0 for none
        :param end_timeout: seconds that telling the end may take
        :param strict: do not run where the start cannot be told, and raise where the end cannot
        """
        return _Job(self, scheduler_id, register, every, metadata, run_id, end_timeout, self.strict if strict is None else strict)

    # Daemons: workers that report how they are.

    @_never_raises
    def register_daemon(self, daemon_id, version, capabilities=(), poll_interval_ms=0, **fields):
        body = dict(
            fields,
            daemonId=daemon_id,
            version=version,
            capabilities=list(capabilities),
            pollInterval=poll_interval_ms,
        )
        return self.request("POST", "/api/daemon/register", body, repeatable=True)

    def daemon_heartbeat(self, daemon_id, status="healthy", **fields):
        """``status`` is healthy, degraded or unhealthy; fields are those of the API, such as ``tasksProcessed``."""
        body = dict(fields, daemonId=daemon_id, status=status)
        return self.request("POST", "/api/daemon/heartbeat", body, repeatable=True)

    # Applications: whatever has an address of its own.

    @_never_raises
    def ping(self, application, message=None):
        """``application`` is its uuid, or its whole address. Bears no key."""
        if not isinstance(application, (str, uuid.UUID)):
            raise HeartbeatProblem("ping takes the uuid of an application, or its address")
        application = str(application)
        address = application if "/" in application else "/heartbeat/%s" % _quoted(application)
        return self._retrying(self._request_of("POST", address, message, None), True, None, None)

    @_never_raises
    def request(self, method, address, body=None, timeout=None, retries=None, repeatable=None):
        """Any request of the API.

        :param address: a path, or an absolute address, which gets no key
        :param body: a text is sent as it is, all else as JSON
        :param repeatable: whether it does no harm if it arrives twice. By default all does but POST, which may make
            something: that is not tried again where it may have arrived
        """
        if repeatable is None:
            repeatable = method != "POST"
        return self._retrying(self._request_of(method, address, body, self.key), repeatable, timeout, retries)

    @_never_raises
    def _report(self, scheduler_id, status, run_id, metadata, timeout=None, retries=None, **fields):
        body = dict(
            fields,
            status=status,
            run_id=run_id,
            metadata=metadata,
            timestamp=datetime.datetime.now(datetime.timezone.utc).isoformat(),
        )
        path = "/api/v1/schedulers/%s/status" % _quoted(scheduler_id)
        return self.request("PUT", path, body, timeout=timeout, retries=retries)

    def _retrying(self, request, repeatable, timeout, retries):
        end = time.monotonic() + (self.timeout if timeout is None else timeout)
        retries = self.retries if retries is None else retries
        retry = 0
        while True:
            try:
                return self._attempt(request, min(self.attempt_timeout, max(0.001, end - time.monotonic())))
            except HeartbeatProblem as problem:
                # Full jitter: clients of a server that comes back should not come back together.
                pause = problem.retry_after + random.random() * min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**retry)
                if problem.unclear and not repeatable:
                    raise
                if not problem.passes or retry >= retries or time.monotonic() + pause >= end:
                    raise
                time.sleep(pause)
                retry += 1

    def _request_of(self, method, address, body, key):
        base = (self.url or "").rstrip("/")
        # The key goes with a path alone, and so to the one server that it is for.
        is_absolute = not address.startswith("/")
        if is_absolute and not _is_http(address):
            raise HeartbeatProblem("An address begins with / or is whole: https://heartbeat.example.com/...")
        if not is_absolute and not _is_http(base):
            raise HeartbeatProblem("HEARTBEAT_URL is not set to an address such as https://heartbeat.example.com")
        headers = {"User-Agent": "heartbeat-central-python/" + __version__}
        key = (key or "").strip()
        if key and not is_absolute:
            # What no header can bear would be said in full by whoever refuses it.
            if not re.match(r"[!-~]+\Z", key):
                raise HeartbeatProblem("HEARTBEAT_KEY is no key: it has characters that none has")
            headers["Authorization"] = "Bearer " + key
        data = None
        if isinstance(body, str):
            data = body.encode("utf-8", "replace")
            headers["Content-Type"] = "text/plain"
        elif body is not None:
            try:
                if isinstance(body, dict):
                    body = {name: value for name, value in body.items() if value is not None}
                data = json.dumps(body).encode()
            except (TypeError, ValueError) as error:
                raise HeartbeatProblem("What is sent cannot be written as JSON: %s" % error)
            headers["Content-Type"] = "application/json"
        try:
            return urllib.request.Request(
                address if is_absolute else base + address, data=data, headers=headers, method=method
            )
        except ValueError as error:
            raise HeartbeatProblem("%s is no address: %s" % (base, error))

    def _attempt(self, request, seconds):
        """Within its time also where the server answers a byte now and then: then it is cut off.

        What cannot be cut off (the system looks for a name) is left to end alone; until then nothing else begins.
        """
        begun = time.monotonic()
        for hanging in list(self._hanging):
            hanging.join(max(0.0, begun + seconds - time.monotonic()))
        self._hanging = [hanging for hanging in self._hanging if hanging.is_alive()]
        left = begun + seconds - time.monotonic()
        if self._hanging or left <= 0:
            raise HeartbeatProblem("An earlier request has not ended within %.1f s" % seconds, passes=True)
        request.socket = None
        request.is_given_up = False
        result = []
        worker = threading.Thread(target=lambda: result.append(self._ask(request, left)), daemon=True)
        try:
            worker.start()
        except RuntimeError as error:
            raise HeartbeatProblem("No thread can be started: %s" % error)
        worker.join(left)
        if not result:
            request.is_given_up = True
            _cut_off(request.socket)
            self._hanging.append(worker)
            raise HeartbeatProblem("No answer within %.1f s" % seconds, passes=True, unclear=True)
        outcome = result[0]
        if isinstance(outcome, HeartbeatProblem):
            raise outcome
        return outcome

    def _ask(self, request, seconds):
        try:
            with self._opener.open(request, timeout=seconds) as answer:
                return Outcome(answer.status, _body(_read(answer)))
        except urllib.error.HTTPError as error:
            with error:
                try:
                    body = _body(_read(error))
                except Exception:
                    body = None
            return _refusal(error, body)
        except Exception as error:
            reason = getattr(error, "reason", None) or error
            unclear = not isinstance(reason, (ConnectionRefusedError, socket.gaierror))
            return HeartbeatProblem(
                "Heartbeat Central is not reachable: %s" % _words(reason), passes=True, unclear=unclear
            )


class _Job:
    def __init__(self, central, scheduler_id, register, every, metadata, run_id, end_timeout, strict):
        self._central = central
        self._again = (central, scheduler_id, register, every, metadata, None, end_timeout, strict)
        self._scheduler_id = scheduler_id
        self._register = register
        self._every = every
        self._end_timeout = end_timeout
        self._strict = strict
        self._over = threading.Event()
        self._start_told = threading.Event()
        self._start_problem = None
        self.run_id = run_id or str(uuid.uuid4())
        #: Goes with the report of the end.
        self.metadata = dict(metadata or {})

    def __call__(self, function):
        if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
            raise TypeError("A generator runs only as it is asked: watch what uses it, with central.job(...)")
        if inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None)):
            return self._watching_async(function)

        @functools.wraps(function)
        def watched(*args, **kwargs):
            # Each call is a run of its own.
            with _Job(*self._again):
                return function(*args, **kwargs)

        return watched

    def _watching_async(self, function):
        async def watched(*args, **kwargs):
            async with _Job(*self._again):
                return await function(*args, **kwargs)

        return functools.update_wrapper(watched, function)

    async def __aenter__(self):
        return await _off_the_loop(self.__enter__)

    async def __aexit__(self, *how):
        return await _off_the_loop(self.__exit__, *how)

    def __enter__(self):
        self._begun = time.monotonic()
        if self._strict:
            self._tell_start()
            if self._start_problem:
                raise self._start_problem
        try:
            threading.Thread(target=self._beside, daemon=True).start()
        except RuntimeError as error:
            self._start_told.set()
            log.warning("No thread can be started: %s", error)
        return self

    def __exit__(self, _type, error, _traceback):
        self._over.set()
        until = time.monotonic() + self._end_timeout
        # A start that hangs leaves time to tell the end.
        self._start_told.wait(self._end_timeout / 2)
        options = {
            "run_id": self.run_id,
            "metadata": self.metadata,
            "execution_time_ms": round((time.monotonic() - self._begun) * 1000),
            "timeout": max(0.001, until - time.monotonic()),
        }
        try:
            # SystemExit without a code, or with 0, is a good end.
            if error is None or (isinstance(error, SystemExit) and error.code in (None, 0)):
                outcome = self._central.completed(self._scheduler_id, **options)
            else:
                outcome = self._central.failed(self._scheduler_id, error, **options)
        except HeartbeatProblem as problem:
            outcome = Outcome(problem=problem)
        except Exception as failure:
            outcome = Outcome(problem=HeartbeatProblem("How it ended cannot be told: %s" % _words(failure)))
            log.warning("%s", outcome.problem)
        # What the job raised counts for more than that it could not be told.
        if self._strict and not outcome.ok and error is None:
            raise outcome.problem
        return False

    def _beside(self):
        if not self._start_told.is_set():
            self._tell_start()
        while self._every > 0 and not self._over.wait(self._every):
            try:
                self._central.alive(self._scheduler_id, run_id=self.run_id, retries=0)
            except HeartbeatProblem:
                pass

    def _tell_start(self):
        try:
            outcome = Outcome()
            if self._register is not None:
                outcome = self._central.register(self._scheduler_id, **self._register)
            if outcome.ok:
                outcome = self._central.started(self._scheduler_id, self.run_id, self.metadata or None)
            self._start_problem = outcome.problem
        except HeartbeatProblem as problem:
            self._start_problem = problem
        except Exception as error:
            self._start_problem = HeartbeatProblem("The start cannot be told: %s" % _words(error))
            log.warning("%s", self._start_problem)
        finally:
            self._start_told.set()


def _item(service_id, status, message, metadata):
    return {"serviceId": service_id, "status": status, "message": message, "metadata": metadata}


def _quoted(name):
    return urllib.parse.quote(str(name), safe="")


def _is_http(address):
    return address.lower().startswith(("http://", "https://"))


def _cut_off(connection):
    """Whoever reads from it reads its end."""
    if connection is not None:
        try:
            # Not that of TLS, which first wants to say goodbye.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)
        except OSError:
            pass


async def _off_the_loop(function, *args):
    """Other tasks go on while something is told."""
    import asyncio

    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:  # A loop of another kind.
        return function(*args)
    return await loop.run_in_executor(None, function, *args)


def _words(error):
    try:
        return str(error) or type(error).__name__
    except Exception:  # A job's exception may do anything when it is asked for its words.
        return type(error).__name__


def _read(answer):
    """One that goes on and on is left where it is."""
    data = answer.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError("it answers with more than %d bytes" % _MOST_BYTES)
    return data


def _body(data):
    text = data.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except ValueError:
        return text


def _refusal(error, body):
    words = body.get("error") or body.get("message") if isinstance(body, dict) else body
    if 300 <= error.code < 400:
        words = "it leads to %s: use that address" % error.headers.get("Location")
    message = "Heartbeat Central answered %d: %s" % (error.code, str(words)[:200])
    return HeartbeatProblem(
        message,
        error.code,
        body,
        error.code in _PASSING,
        _retry_after(error.headers.get("Retry-After")),
        unclear=error.code != 429 and error.code in _PASSING,
    )


def _retry_after(value):
    """Seconds, or a date."""
    if not value:
        return 0.0
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0
