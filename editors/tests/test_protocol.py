"""The server with pytest-lsp, whose client answers and checks as the protocol demands."""

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from conftest import OFFERLINT

TEXT = '{\n  "payout": "2.50",\n  "payuot": 1\n}\n'


@pytest.fixture
def folder(tmp_path):
    file = tmp_path / "tracklysms/update-offer/a.json"
    file.parent.mkdir(parents=True)
    file.write_text(TEXT)
    return tmp_path


@pytest_lsp.fixture(
    params=["neovim", "visual-studio-code", "emacs"],
    config=ClientServerConfig(server_command=[OFFERLINT, "server"]),
)
async def client(request, lsp_client: LanguageClient, folder):
    """A client that claims the capabilities of an editor."""
    params = types.InitializeParams(
        capabilities=client_capabilities(request.param),
        root_uri=folder.as_uri(),
        workspace_folders=[types.WorkspaceFolder(uri=folder.as_uri(), name="folder")],
    )

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_params: types.RegistrationParams):
        return None

    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


def open_document(client, uri, text=TEXT):
    item = types.TextDocumentItem(uri=uri, language_id="json", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(text_document=item))


async def findings(client, uri):
    """The diagnostics of a document, pulled if the server says that it is to be asked."""
    result = await client.text_document_diagnostic_async(
        types.DocumentDiagnosticParams(text_document=types.TextDocumentIdentifier(uri=uri))
    )
    return result.items


async def test_diagnostics_and_a_fix(client: LanguageClient, folder):
    uri = (folder / "tracklysms/update-offer/a.json").as_uri()
    open_document(client, uri)
    found = await findings(client, uri)
    assert [one.code for one in found] == ["type-mismatch", "unknown-field"]
    assert found[0].range.start == types.Position(line=1, character=12)
    assert list(found[1].tags or [types.DiagnosticTag.Unnecessary]) == [types.DiagnosticTag.Unnecessary]
    actions = await client.text_document_code_action_async(
        types.CodeActionParams(
            text_document=types.TextDocumentIdentifier(uri=uri),
            range=found[0].range,
            context=types.CodeActionContext(diagnostics=[found[0]]),
        )
    )
    fix = next(action for action in actions if action.title == "Write 2.50")
    edits = (
        fix.edit.document_changes[0].edits if fix.edit.document_changes else fix.edit.changes[uri]
    )
    assert [edit.new_text for edit in edits] == ["2.50"]


async def test_hover_completion_and_symbols(client: LanguageClient, folder):
    uri = (folder / "gokart/update-offer/b.json").as_uri()
    open_document(client, uri, '{"offerType": "MultiEvent", "offerEvents": [{"name": "x"}], "')
    document = types.TextDocumentIdentifier(uri=uri)
    hover = await client.text_document_hover_async(
        types.HoverParams(text_document=document, position=types.Position(line=0, character=3))
    )
    assert "SingleEvent or MultiEvent" in hover.contents.value
    completion = await client.text_document_completion_async(
        types.CompletionParams(text_document=document, position=types.Position(line=0, character=61))
    )
    first = sorted(completion.items, key=lambda item: item.sort_text)
    labels = [item.label for item in first]
    assert labels.index("revenue") < labels.index("shortDescription")
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(text_document=document)
    )
    assert symbols[0].name == "offerEvents"


async def test_changes(client: LanguageClient, folder):
    uri = (folder / "tracklysms/update-offer/a.json").as_uri()
    open_document(client, uri)
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            text_document=types.VersionedTextDocumentIdentifier(uri=uri, version=2),
            content_changes=[
                types.TextDocumentContentChangePartial(
                    range=types.Range(
                        start=types.Position(line=1, character=12),
                        end=types.Position(line=1, character=18),
                    ),
                    text="2.50",
                )
            ],
        )
    )
    assert [one.code for one in await findings(client, uri)] == ["unknown-field"]
