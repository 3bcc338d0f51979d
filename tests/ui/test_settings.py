import pytest

from index import OnrecordError
from ui.settings import load_settings


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("ROOT_PATH", "//evil.example", "must be a path such as /press"),
        ("TRUSTED_PROXIES", "proxy.example", "must be addresses or networks"),
        ("OIDC_ISSUER", "https://id.example.org", "must be set where ONRECORD_OIDC_ISSUER is"),
        ("OIDC_ROLES", "staff=king", "Input should be 'read', 'write' or 'admin'"),
        ("LOG_FORMAT", "xml", "Input should be 'text' or 'json'"),
    ],
)
def test_a_setting_that_is_not_valid_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"ONRECORD_{name}", value)
    with pytest.raises(OnrecordError, match=reason) as raised:
        load_settings()
    assert "the environment variable ONRECORD_" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_ROOT_PATH", "/press/")
    monkeypatch.setenv("ONRECORD_TRUSTED_PROXIES", "10.0.0.0/8, 192.0.2.1")
    monkeypatch.setenv("ONRECORD_OIDC_ROLES", "staff=read, ops=admin")
    settings = load_settings()
    assert settings.root_path == "/press"
    assert settings.trusted_proxies == ("10.0.0.0/8", "192.0.2.1")
    assert settings.oidc_roles == {"staff": "read", "ops": "admin"}
