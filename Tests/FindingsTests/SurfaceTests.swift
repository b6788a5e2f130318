import Findings
import Testing

struct SurfaceTests {
  static let paths: [(Surface, String)] = [
    (
      .mcpConfig,
      ".mcp.json .cursor/mcp.json .vscode/mcp.json .roo/mcp.json .kiro/settings/mcp.json .amazonq/mcp.json"
    ),
    (
      .mcpConfig,
      ".windsurf/mcp_config.json home/.copilot/mcp-config.json .junie/mcp/mcp.json gemini-extension.json"
    ),
    (
      .mcpConfig,
      "x/claude_desktop_config.json cline_mcp_settings.json .continue/mcpServers/github.yaml librechat.yaml"
    ),
    (
      .agentSettings,
      ".claude/settings.json .claude/settings.local.json packages/a/.claude/settings.local.json"
    ),
    (
      .agentSettings,
      ".claude.json .gemini/settings.json .gemini/.env .codex/config.toml .codex/auth.json opencode.json"
    ),
    (
      .agentSettings,
      ".cursor/hooks.json .vibe/config.toml .continue/config.yaml .aider.conf.yml .zed/settings.json"
    ),
    (
      .agentSettings,
      ".github/hooks/hooks.json .mcp-auth/x/tokens.json OAI_CONFIG_LIST OAI_CONFIG_LIST.json langgraph.json"
    ),
    (
      .agentRules,
      "CLAUDE.md CLAUDE.local.md .claude/CLAUDE.md AGENTS.md sub/AGENTS.md AGENTS.override.md GEMINI.md"
    ),
    (
      .agentRules,
      ".cursorrules .cursor/rules/a.mdc .windsurfrules .windsurf/rules/x.md .clinerules .clinerules/1.md"
    ),
    (
      .agentRules,
      ".roo/rules-code/x.md .github/copilot-instructions.md .github/instructions/a.instructions.md"
    ),
    (
      .agentRules,
      ".github/agents/a.md .claude/commands/deploy.md .claude/agents/a.md .claude/skills/x/SKILL.md"
    ),
    (.agentRules, ".continue/rules/a.md .kiro/steering/tech.md .junie/guidelines.md CONVENTIONS.md llms.txt"),
    (
      .prompt,
      ".github/prompts/x.prompt.md prompts/system.md prompts/a/b.j2 src/prompts/x.yaml a.prompty x.prompt"
    ),
    (.prompt, "system_prompt.txt app/system_prompt.py Modelfile promptfooconfig.yaml config/agents.yaml"),
    (
      .agentTranscript,
      ".claude/projects/-home-x/3f.jsonl dotfiles/.claude/projects/a/subagents/b.jsonl .claude/history.jsonl"
    ),
    (
      .agentTranscript,
      ".codex/sessions/2026/01/02/rollout-2026-01-02-x.jsonl .copilot/session-state/1/events.jsonl"
    ),
    (
      .agentTranscript,
      ".aider.chat.history.md .aider.input.history .aider.llm.history .specstory/history/a.md"
    ),
    (.agentTranscript, "Code/User/workspaceStorage/ab/chatSessions/1.jsonl globalStorage/state.vscdb"),
    (
      .ciWorkflow,
      ".github/workflows/ci.yml .github/workflows/x.yaml .gitlab-ci.yml .circleci/config.yml Jenkinsfile"
    ),
    (
      .ciWorkflow,
      "azure-pipelines.yml ci/azure-pipelines-release.yml bitbucket-pipelines.yml action.yml .travis.yml"
    ),
    (
      .containerImageDefinition,
      "Dockerfile docker/Dockerfile.prod api.Dockerfile Containerfile .devcontainer/devcontainer.json"
    ),
    (.compose, "docker-compose.yml docker-compose.override.yaml compose.yaml deploy/compose.prod.yml"),
    (.kubernetes, "k8s/prod/secret.yaml charts/api/templates/x.yaml charts/api/values.yaml values-prod.yaml"),
    (
      .iac,
      "main.tf infra/prod.tfvars terraform.tfstate terraform.tfstate.backup main.bicep Pulumi.prod.yaml serverless.yml"
    ),
    (.iac, "group_vars/all.yml host_vars/db/vault.yml playbook-site.yml Vagrantfile terragrunt.hcl"),
    (.notebook, "a.ipynb notebooks/Deep Dive.ipynb"),
    (.envFile, ".env .env.local .env.production deploy-0.env .envrc app/.env.test .dev.vars"),
    (.documentation, ".env.example .env.sample config/.env.production.example app.env.template"),
    (.shellHistory, ".bash_history home/.zsh_history .psql_history fish_history"),
    (
      .credentialFile,
      ".netrc .pgpass .aws/credentials id_rsa keys/server.pem tls.key AuthKey_AB12.p8 .kube/config kubeconfig"
    ),
    (
      .credentialFile,
      ".docker/config.json .git-credentials my-service-account-prod.json .htpasswd release.keystore"
    ),
    (
      .packageManagerConfig,
      ".npmrc .yarnrc.yml .pypirc pip.conf NuGet.Config .m2/settings.xml gradle.properties"
    ),
    (.packageManagerConfig, "package-lock.json yarn.lock requirements-dev.txt .cargo/credentials.toml"),
    (
      .httpCollection,
      "login.har api.http api.rest acme.postman_collection.json dev.postman_environment.json x.bru"
    ),
    (.httpCollection, "spec/cassettes/login.yml insomnia_export.json http-client.private.env.json"),
    (.databaseDump, "backup.sql db/dump-2020.sql prod.dump app.sqlite3 data/db.sqlite"),
    (.log, "app.log logs/server.log.1 npm-debug.log logs/2020/requests.jsonl nohup.out"),
    (
      .test,
      "test/a.py tests/unit/x.json src/test/java/A.java pkg/a_test.go web/app.test.ts testdata/key.txt x/test-fixtures/a.json"
    ),
    (.documentation, "README.md docs/setup.txt docs/a.yaml CHANGELOG examples/app/config.json guide.rst"),
    (
      .configuration,
      "config.yaml app/settings.json application.properties web.config .bashrc settings.py package.json"
    ),
    (.source, "main.swift src/a.go lib/x.rb Makefile deploy.sh migrations/001.sql index.html"),
    (.other, "data.csv LICENSE-unknown a b/c notes.txt"),
  ]

  @Test(arguments: paths)
  func `a path tells what the file is for`(surface: Surface, paths: String) {
    for path in paths.replacing("Deep Dive", with: "Deep-Dive").split(separator: " ") {
      #expect(SurfaceIndex.shared.surface(of: String(path)) == surface, "\(path)")
      #expect(SurfaceIndex.shared.surface(of: "sub/folder/\(path)") == surface, "sub/folder/\(path)")
      #expect(SurfaceIndex.shared.surface(of: path.uppercased()) == surface, "\(path.uppercased())")
    }
  }

  static let marked: [(String, ContentMarks, Surface)] = [
    ("config.json", .mcpServers, .mcpConfig), (".gemini/settings.json", .mcpServers, .mcpConfig),
    ("README.md", .mcpServers, .documentation), ("tests/a.json", .mcpServers, .test),
    ("deploy/secret.yaml", .kubernetes, .kubernetes), ("main.go", .kubernetes, .source),
    ("api.json", .httpCollection, .httpCollection), ("session.jsonl", .transcript, .agentTranscript),
    ("all.sql", .databaseDump, .databaseDump), ("a.ipynb", .notebookOutput, .notebookOutput),
    ("a.json", .notebookOutput, .configuration), ("config.json", [.kubernetes, .mcpServers], .mcpConfig),
  ]

  @Test(arguments: marked)
  func `content decides where the path leaves it open`(path: String, marks: ContentMarks, surface: Surface) {
    #expect(SurfaceIndex.shared.surface(of: path, marks: marks) == surface)
  }

  @Test(arguments: [
    "", "/", "//", ".", "..", "a/", String(repeating: "a/", count: 5000), "\u{0}", "*/[", "é/日本.env",
  ])
  func `odd paths have a surface as well`(path: String) {
    _ = SurfaceIndex.shared.surface(of: path, marks: .mcpServers)
  }

  @Test func `every surface has a path in this table, or is told by content`() {
    let told = Set(SurfaceTests.paths.map(\.0)).union([.notebookOutput])
    #expect(told == Set(Surface.allCases))
  }
}

struct SeverityRatingTests {
  @Test(arguments: [
    (Severity.low, Severity.medium), (.medium, .high), (.high, .critical), (.critical, .critical),
  ])
  func `a surface that others read raises by one step, however many there are`(
    base: Severity, raised: Severity
  ) {
    let rating = SeverityRating(detector: base, facts: Facts(), surfaces: [.source, .ciWorkflow, .mcpConfig])
    #expect(rating.severity == raised)
    #expect(
      rating.reasons
        == (base == raised
          ? [] : ["raised from \(base.rawValue): it stands in mcp-config, which a model reads"]))
  }

  @Test func `the other surfaces change nothing`() {
    for surface in Surface.allCases where surface.audience == nil {
      let rating = SeverityRating(detector: .medium, facts: Facts(), surfaces: [surface])
      #expect(rating.severity == .medium && rating.reasons.isEmpty)
    }
    let raising = Surface.allCases.filter { $0.audience != nil }
    #expect(
      raising == [
        .mcpConfig, .agentSettings, .agentRules, .prompt, .agentTranscript, .ciWorkflow,
        .containerImageDefinition,
        .notebookOutput,
      ])
  }

  @Test func `an encrypted key is less severe, and says so`() {
    let facts = Facts([.encryption: "aes256-cbc"])
    let rating = SeverityRating(detector: .critical, facts: facts, surfaces: [])
    #expect(rating.severity == .medium)
    #expect(rating.reasons.first?.hasPrefix("lowered from critical: it is encrypted") == true)
    #expect(SeverityRating(detector: .medium, facts: facts, surfaces: []).reasons.isEmpty)
    #expect(SeverityRating(detector: .critical, facts: facts, surfaces: [.prompt]).severity == .high)
    #expect(
      SeverityRating(detector: .critical, facts: Facts([.encryption: "none"]), surfaces: []).severity
        == .critical)
  }
}
