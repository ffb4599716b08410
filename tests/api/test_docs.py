"""The page that shows the API to people."""

from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from fastapi.testclient import TestClient


def test_the_docs_page_takes_everything_it_needs_from_this_server(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/docs").text, "lxml")
    parts = [tag.get("src") or tag.get("href") for tag in page.find_all(["script", "link", "img"])]
    addresses = [str(part) for part in parts if part]
    assert any(address.endswith(".js") for address in addresses)
    assert [urlsplit(address).netloc for address in addresses] == [""] * len(addresses)
    assert {client.get(address).status_code for address in addresses} == {200}


def test_the_openapi_document_describes_every_address_in_words(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {p for p in paths if p.startswith("/v1/")} >= {"/v1/commitments", "/v1/commitments/{commitment_id}"}
    assert all(operation["get"]["summary"] and operation["get"]["responses"]["200"] for operation in paths.values())
