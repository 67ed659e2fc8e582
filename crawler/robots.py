"""robots.txt of every host of the site, as RFC 9309 reads it."""

from __future__ import annotations

from protego import Protego

from records.addresses import host_of

AGENT = "gongkai"
LONGEST_DELAY = 30.0  # a Crawl-delay beyond this is taken as this: an audit would never end


class Robots:
    """The rules by host; a host without rules forbids nothing."""

    def __init__(self) -> None:
        self._rules: dict[str, Protego] = {}
        self._heard: set[str] = set()
        self._unknown: set[str] = set()

    def learn(self, host: str, body: bytes) -> None:
        """Rules from the text of a robots.txt that was answered with success; empty for a host that has none."""
        self._heard.add(host)
        if body:
            self._rules[host] = Protego.parse(body.decode("utf-8", "replace"))

    def withhold(self, host: str) -> None:
        """The host has rules that could not be had: until they are known everything is forbidden (RFC 9309, 2.3.1.4)."""
        self._heard.add(host)
        self._unknown.add(host)

    def heard(self, url: str) -> bool:
        """The host of this address was asked for its rules."""
        return host_of(url) in self._heard

    def allows(self, url: str) -> bool:
        """True unless the host's rules forbid the address to us."""
        if not self._rules and not self._unknown:
            return True
        host = host_of(url)
        if host in self._unknown:
            return False
        rules = self._rules.get(host)
        return rules is None or bool(rules.can_fetch(url, AGENT))

    def delay_of(self, url: str) -> float:
        """The Crawl-delay of one host, in seconds."""
        rules = self._rules.get(host_of(url))
        return min(rules.crawl_delay(AGENT) or 0.0, LONGEST_DELAY) if rules is not None else 0.0

    def forbids(self, url: str) -> bool:
        """The rules are known and forbid the address."""
        return host_of(url) not in self._unknown and not self.allows(url)

    def delay(self) -> float:
        """The longest Crawl-delay asked of us, in seconds."""
        asked = [rules.crawl_delay(AGENT) or 0.0 for rules in self._rules.values()]
        return min(max(asked, default=0.0), LONGEST_DELAY)
