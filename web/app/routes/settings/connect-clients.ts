/** How one assistant is told of this deployment. */
export interface ConnectClient {
  id: string;
  label: string;
  /** What to do with the lines, in one sentence. */
  how: string;
  snippets: readonly { label: string; text: string }[];
  /** What else one has to know. */
  note?: string;
}

export interface ConnectTarget {
  /** Of `/mcp` on this deployment. */
  url: string;
  /** The secret, or what stands for it as long as there is none. */
  token: string;
}

/** The usual assistants, each with the lines it takes. They can be pasted as they are. */
export function connectClients({ url, token }: ConnectTarget): ConnectClient[] {
  const authorization = `Bearer ${token}`;
  return [
    {
      id: 'claude-code',
      label: 'Claude Code',
      how: 'Run this once. It holds for every project.',
      snippets: [
        {
          label: 'In a terminal',
          text: `claude mcp add --scope user --transport http carillon ${url} --header "Authorization: ${authorization}"`,
        },
      ],
    },
    {
      id: 'claude-desktop',
      label: 'Claude Desktop',
      how: 'Open Settings, Developer, Edit Config, add this, and start Claude anew.',
      snippets: [{ label: 'claude_desktop_config.json', text: json(throughRemote(url, authorization)) }],
      note: 'It starts its servers itself, so a small program (mcp-remote, which needs Node.js) stands between. Custom connectors on claude.ai sign in with OAuth, which Carillon does not offer.',
    },
    {
      id: 'cursor',
      label: 'Cursor',
      how: 'Put this into ~/.cursor/mcp.json, or into .cursor/mcp.json of one project.',
      snippets: [
        {
          label: 'mcp.json',
          text: json({ mcpServers: { carillon: { url, headers: { Authorization: authorization } } } }),
        },
      ],
    },
    {
      id: 'vs-code',
      label: 'VS Code',
      how: 'Run “MCP: Open User Configuration” and add this. VS Code asks for the token once and keeps it secret.',
      snippets: [
        { label: 'mcp.json', text: json(forCode(url)) },
        { label: 'Token, when it asks', text: token },
      ],
    },
    {
      id: 'chatgpt',
      label: 'Codex and ChatGPT',
      how: 'Codex and the ChatGPT desktop app read the same file. The token comes from the environment.',
      snippets: [
        {
          label: '~/.codex/config.toml',
          text: `[mcp_servers.carillon]\nurl = "${url}"\nbearer_token_env_var = "CARILLON_TOKEN"`,
        },
        { label: 'In the shell that starts it', text: `export CARILLON_TOKEN=${token}` },
      ],
      note: 'ChatGPT in the browser connects only to servers one signs in to with OAuth, which Carillon does not offer.',
    },
    {
      id: 'inspector',
      label: 'Inspector',
      how: 'Shows what an assistant would see: the tools, what they take, what they answer.',
      snippets: [
        {
          label: 'In a terminal',
          text: `npx @modelcontextprotocol/inspector --cli ${url} --transport http --method tools/list --header "Authorization: ${authorization}"`,
        },
      ],
    },
  ];
}

/** A value in `args` must hold no space: Claude on Windows cuts there. */
function throughRemote(url: string, authorization: string) {
  const isPlain = url.startsWith('http:') && !['localhost', '127.0.0.1'].includes(new URL(url).hostname);
  const args = [
    '-y',
    'mcp-remote',
    url,
    ...(isPlain ? ['--allow-http'] : []),
    '--header',
    `Authorization:${filledIn('AUTH')}`,
  ];
  return { mcpServers: { carillon: { command: 'npx', args, env: { AUTH: authorization } } } };
}

function forCode(url: string) {
  const headers = { Authorization: `Bearer ${filledIn('input:carillon-token')}` };
  return {
    inputs: [{ type: 'promptString', id: 'carillon-token', description: 'Carillon API token', password: true }],
    servers: { carillon: { type: 'http', url, headers } },
  };
}

function json(value: object): string {
  return JSON.stringify(value, null, 2);
}

/** A place that the assistant fills in itself. */
function filledIn(name: string): string {
  return `\${${name}}`;
}
