-- A real buffer in a real editor: diagnostics appear, a code action changes the text, typing is linted.
-- Run by `nvim --headless --clean -l` or `-c luafile`; works with Neovim 0.7.

local offerlint, folder = vim.env.OFFERLINT, vim.env.FOLDER

local function fail(message)
  io.stderr:write("FAILED: " .. message .. "\n")
  vim.cmd("cquit 1")
end

local function wait_for(what, condition)
  if not vim.wait(20000, condition, 20) then
    local found = vim.tbl_map(function(one) return one.code or one.message end, vim.diagnostic.get(0))
    fail(what .. "; diagnostics: " .. vim.inspect(found) .. "; text: "
      .. table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n"))
  end
end

local function codes()
  local found = vim.tbl_map(function(one)
    return one.code or one.user_data.lsp.code
  end, vim.diagnostic.get(0))
  table.sort(found)
  return table.concat(found, " ")
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), "\n")
end

local function start()
  vim.lsp.start_client({
    name = "offerlint",
    cmd = { offerlint, "server" },
    root_dir = folder,
    on_init = function(client)
      vim.lsp.buf_attach_client(0, client.id)
    end,
  })
end

vim.cmd("edit " .. folder .. "/tracklysms/update-offer/a.json")
vim.bo.filetype = "json"
start()
wait_for("no diagnostics", function() return codes() == "type-mismatch unknown-field" end)

-- What the user sees: the place is the one of the text on the screen, after characters of several bytes.
local mismatch = vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })[1]
if vim.api.nvim_buf_get_text(0, mismatch.lnum, mismatch.col, mismatch.end_lnum, mismatch.end_col, {})[1] ~= '"2.50"' then
  fail("the diagnostic is at another place: " .. vim.inspect(mismatch))
end

-- The preferred action at the place changes the text.
local function apply(title)
  local params = vim.lsp.util.make_given_range_params({ 2, 0 }, { 2, 60 }, 0)
  params.context = { diagnostics = {} }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/codeAction", params, 20000)
  for id, answer in pairs(answers or {}) do
    for _, action in ipairs(answer.result or {}) do
      if action.title == title then
        local client = vim.lsp.get_client_by_id(id)
        vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
        return
      end
    end
  end
  fail("there is no action " .. title .. ": " .. vim.inspect(answers))
end
apply("Write 2.50")
wait_for("the fix is not in the text", function() return text():find('"payout": 2.50', 1, true) end)
wait_for("the finding is still there", function() return codes() == "unknown-field" end)

-- Typing: the unknown field gets another name.
vim.api.nvim_buf_set_text(0, 2, 2, 2, 10, { '"status"' })
wait_for("the text is not linted again", function() return codes() == "invalid-status" or codes() == "type-mismatch" end)
vim.api.nvim_buf_set_lines(0, 2, 3, false, { '  "status": "paused"' })
wait_for("findings stay", function() return codes() == "" end)

-- "Turn this rule off here" writes offerlint.toml; saved, it counts.
vim.api.nvim_buf_set_lines(0, 1, 2, false, { '  "payout": -1,' })
wait_for("no finding to turn off", function() return codes() == "number-negative" end)
apply("Turn off number-negative here (adds [[allow]] to offerlint.toml)")
local payload = vim.api.nvim_get_current_buf()
vim.cmd("wall")
local toml = table.concat(vim.fn.readfile(folder .. "/offerlint.toml"), "\n")
if not toml:find('rule = "number%-negative"\npointer = "/payout"\nreason = "') then
  fail("offerlint.toml is: " .. toml)
end
vim.api.nvim_set_current_buf(payload)
wait_for("the exception does not count", function() return codes() == "" end)

-- Completion, as the omnifunc asks for it.
vim.api.nvim_buf_set_lines(0, 0, -1, false, { '{"sta' })
local params = { textDocument = vim.lsp.util.make_text_document_params(0), position = { line = 0, character = 5 } }
local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 20000)
local labels = {}
for _, answer in pairs(answers or {}) do
  for _, item in ipairs(answer.result.items) do labels[item.label] = true end
end
if not labels.status then fail("`status` is not offered: " .. vim.inspect(labels)) end

for _, client in pairs(vim.lsp.get_active_clients()) do client.stop() end
io.stdout:write("neovim: diagnostics, fixes, typing, exceptions, completion\n")
vim.cmd("qall!")
