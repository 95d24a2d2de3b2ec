/** Stands for the address of whoever reads the document, so that every line can be pasted as it is. */
export const ORIGIN_PLACEHOLDER = 'https://carillon.invalid';

/** The top of the API page: how to get a token, and one line of curl for everything that is done every day. */
export const API_DESCRIPTION = `
Everything the app does, your programs can do too. [Back to your tasks](/)

## Get a token

Sign in, open [Settings](/settings/tokens), and make an API token. It only reads unless you let it write, which most lines below do.
Copy it: it is shown once.

\`\`\`sh
API=${ORIGIN_PLACEHOLDER}/api/v1
TOKEN=…   # your token
api() {
  curl -sS -H "Authorization: Bearer $TOKEN" \\
    -H 'Content-Type: application/json' "$@"
}
\`\`\`

## Every day

\`\`\`sh
# Add. The answer has the task's id and a correlationId.
api $API/tasks -d '{"title":"Buy milk","tags":["shop"]}'
TASK=task_…
CHANGE=cor_…

# Edit, complete, reopen, delete, restore
api -X PATCH $API/tasks/$TASK -d '{"priority":"high"}'
api -X POST $API/tasks/$TASK/complete
api -X POST $API/tasks/$TASK/reopen
api -X DELETE $API/tasks/$TASK
api -X POST $API/tasks/$TASK/restore

# Undo any change; undo the undo to redo
api $API/undo -d "{\\"correlationId\\":\\"$CHANGE\\"}"

# Filter, search, sort
api "$API/tasks?priority=high&tag=shop"
api "$API/tasks?due_before=2027-01-01&sort=due"
api "$API/tasks?search=oat+milk&status=any"

# Several at once, all or nothing
api $API/commands -d '{"atomic":true,"commands":[
  {"id":"a1","type":"task.create","title":"Pack"},
  {"id":"a2","type":"tag.create","tag":"trip"}]}'
\`\`\`

## Good to know

**Times.** A due is a date (\`{"kind":"date","date":"2026-12-24"}\`), a time on the wall wherever you are (\`{"kind":"floating","local":"2026-12-24T15:00"}\`), or a time in a fixed zone (\`{"kind":"fixed","local":"2026-12-24T15:00","zone":"Europe/Berlin"}\`). Instants are RFC 3339 in UTC.

**Never twice.** Send an \`Idempotency-Key\` with a change, and repeating the request answers the first answer again. The same key with another request is a 422. Keys are kept for 30 days.

**Never over somebody else's change.** Send the \`ETag\` you read as \`If-Match\`: if the task has changed since, the answer is 412 and nothing happens.

**Problems** are \`application/problem+json\` (RFC 9457): \`code\` is for programs and never changes its meaning, \`detail\` is for people, \`errors\` names fields, \`requestId\` is what to name when you ask for help.
`.trim();
