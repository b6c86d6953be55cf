"""The settings of every crawl: Scrapy's defaults changed where a monitor must be more careful."""

from typing import Any

from crawler.types import Network

_OFF = (
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
)
_ON = {
    "crawler.fetching.middlewares.GateMiddleware": 50,
    "crawler.fetching.robots.RobotsMiddleware": 100,
    "crawler.fetching.middlewares.PatienceMiddleware": 550,
    "crawler.fetching.middlewares.SafeRedirectMiddleware": 600,
}


_HANDLER = "crawler.fetching.handler.BoundedHandler"
# Seconds. With none at all Scrapy 2.19 empties a host's queue before it counts what is under way.
_LEAST_DELAY = 0.001


class PoliteAddon:
    """Scrapy add-on: puts our middlewares in the place of those they replace."""

    def update_settings(self, settings: Any) -> None:
        """Called by Scrapy once a crawl."""
        chosen = {**dict.fromkeys(_OFF), **_ON}
        settings["DOWNLOADER_MIDDLEWARES"].update(chosen, priority="addon")


def settings(network: Network) -> dict[str, Any]:
    """Settings for ``network``; one request at a time a host, nothing listening, nothing kept on disk."""
    return {
        "ADDONS": {PoliteAddon: 0},
        "DOWNLOAD_HANDLERS": {**dict.fromkeys(("data", "file", "ftp", "s3")), "http": _HANDLER, "https": _HANDLER},
        "USER_AGENT": network.user_agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": network.user_agent.split("/")[0].strip() or "veilleur",
        "DOWNLOAD_DELAY": max(network.delay, _LEAST_DELAY),
        "DOWNLOAD_DELAY_JITTER": 0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_REQUESTS": 64,  # hosts that hang must not keep the others waiting
        "DOWNLOAD_TIMEOUT": network.timeout,
        "DOWNLOAD_MAXSIZE": network.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "RETRY_TIMES": network.retries,
        "REDIRECT_MAX_TIMES": 8,
        "METAREFRESH_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,
        "HTTPPROXY_ENABLED": False,  # a proxy would resolve names out of our sight
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "AUTOTHROTTLE_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "MEMUSAGE_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "STATS_DUMP": False,
        "LOGSTATS_INTERVAL": 0,
        "DNSCACHE_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "application/rss+xml, application/atom+xml, text/html, application/json, */*;q=0.8",
            "Accept-Language": "fr, en;q=0.5",
        },
    }
