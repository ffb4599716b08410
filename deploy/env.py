"""`python -m deploy.env`: write `.env` for docker-compose.yml with fresh secrets; an existing file is left alone."""

import base64
import secrets
import sys
from pathlib import Path


def environment() -> dict[str, str]:
    """Fresh secrets for one installation."""
    return {
        "POSTGRES_PASSWORD": secrets.token_urlsafe(24),
        "AIRFLOW_PASSWORD": secrets.token_urlsafe(12),
        "AIRFLOW_JWT_SECRET": secrets.token_urlsafe(48),
        "AIRFLOW_FERNET_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    }


def write(path: Path) -> bool:
    """Write the file readable by its owner only; False when it is there already."""
    if path.exists():
        return False
    path.touch(mode=0o600)
    path.write_text("".join(f"{name}={value}\n" for name, value in environment().items()), "utf-8")
    return True


if __name__ == "__main__":
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ".env")
    made = write(target)
    sys.stdout.write(f"{target}: {'written with fresh secrets' if made else 'already there, left as it is'}\n")
