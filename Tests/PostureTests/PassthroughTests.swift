import Findings
import Testing

@testable import Posture

/// Servers that send on the token that they are called with.
struct PassthroughTests {
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let path: String
    let text: String
    var line: Int?
    var testDescription: String { name }
  }

  static let samples: [Sample] = [
    Sample(
      name: "TypeScript, by a name", path: "mcp/server.ts",
      text: """
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        app.post("/mcp", async (req, res) => {
          const token = req.headers.authorization?.replace("Bearer ", "");
          const answer = await fetch("https://api.x.dev/items", {
            headers: { Authorization: `Bearer ${token}`, Accept: "application/json" },
          });
        });
        """, line: 5),
    Sample(
      name: "TypeScript, at once", path: "mcp/server.ts",
      text: """
        import { Server } from "@modelcontextprotocol/sdk/server/index.js";
        const r = await axios.get(url, { headers: { "Authorization": req.headers["authorization"] } });
        """, line: 2),
    Sample(
      name: "JavaScript, taken apart", path: "mcp/index.mjs",
      text: """
        import { Server } from "@modelcontextprotocol/sdk/server/index.js";
        const { authorization } = req.headers;
        headers.set("Authorization", authorization);
        await fetch(url, { headers });
        """, line: 3),
    Sample(
      name: "Python", path: "src/mcp_proxy/app.py",
      text: """
        from mcp.server.fastmcp import FastMCP
        import httpx

        async def call(request):
            auth = request.headers.get("authorization")
            token = auth.split(" ")[1]
            async with httpx.AsyncClient() as client:
                return await client.get(URL, headers={"Authorization": f"Bearer {token}"})
        """, line: 8),
    Sample(
      name: "Python, headers by a name", path: "src/mcp_proxy/app.py",
      text: """
        from fastmcp.server.dependencies import get_http_headers
        import requests
        incoming = get_http_headers().get("authorization")
        headers["Authorization"] = incoming
        requests.get(URL, headers=headers)
        """, line: 4),
    Sample(
      name: "a token of its own", path: "mcp/server.ts",
      text: """
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        const incoming = req.headers.authorization;
        await verify(incoming);
        const token = process.env.UPSTREAM_TOKEN;
        await fetch(url, { headers: { Authorization: `Bearer ${token}` } });
        """),
    Sample(
      name: "a name that is given another value", path: "mcp/server.ts",
      text: """
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        let token = req.headers.authorization;
        token = await mint();
        await fetch(url, { headers: { Authorization: token } });
        """),
    Sample(
      name: "an exchange", path: "mcp/server.py",
      text: """
        from mcp.server import Server
        import httpx
        token = request.headers["authorization"]
        grant = "urn:ietf:params:oauth:grant-type:token-exchange"
        httpx.post(URL, headers={"Authorization": token})
        """),
    Sample(
      name: "no server", path: "mcp/proxy.ts",
      text: """
        const token = req.headers.authorization;
        await fetch(url, { headers: { Authorization: token } });
        """),
    Sample(
      name: "comments and types", path: "mcp/server.ts",
      text: """
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        // headers: { Authorization: req.headers.authorization }
        interface Call { headers: { authorization: string } }
        const answer = response.headers.authorization;
        await fetch(url, { headers: { Authorization: answer } });
        """),
  ]

  @Test(arguments: samples)
  func `a token is followed to where it goes`(sample: Sample) {
    let outcome = checked(sample.path, sample.text)
    #expect(outcome.issues.map(\.line) == (sample.line.map { [$0] } ?? []))
    #expect(outcome.issues.allSatisfy { $0.rule == "mcp-token-passthrough" && $0.severity == .high })
  }

  @Test(
    arguments: [
      ("package.json", "{\"dependencies\": {\"@modelcontextprotocol/sdk\": \"^1\"}}", ""),
      ("srv/package.json", "{\"devDependencies\": {\"fastmcp\": \"1\"}}", "srv/"),
      ("a/pyproject.toml", "[project]\ndependencies = [\"mcp[cli]>=1.2\"]\n", "a/"),
      ("a/pyproject.toml", "[tool.poetry.dependencies]\nfastmcp = \"^2\"\n", "a/"),
      ("requirements.txt", "httpx\nmcp==1.2\n", ""),
      ("package.json", "{\"dependencies\": {\"react\": \"1\"}}", nil),
      ("package.json", "no JSON", nil), ("requirements.txt", "mcpython\n", nil),
    ] as [(String, String, String?)])
  func `manifests tell which folders are servers`(path: String, text: String, folder: String?) {
    #expect(ServerManifest.isManifest(path))
    #expect(ServerManifest.serverFolder(path, Array(text.utf8)) == folder)
  }

  @Test func `programs count where a manifest or their path says so`() {
    var surroundings = PostureSurroundings()
    surroundings.serverFolders = ["srv/"]
    let checker = PostureChecker(surroundings)
    #expect(checker.wants("srv/src/index.ts") && checker.wants("tools/mcp-github/index.ts"))
    #expect(!checker.wants("web/src/index.ts") && !checker.wants("srv/node_modules/a/index.js"))
  }
}
