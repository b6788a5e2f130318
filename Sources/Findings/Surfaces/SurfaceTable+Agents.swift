extension SurfaceTable {
  /// Files of coding agents, as their documentation names them.
  static let agentRules = [
    Rule(
      .mcpConfig,
      """
      .mcp.json mcp.json mcp.jsonc mcp.yaml mcp.yml mcp.toml mcp-config.json mcp_config.json mcp-servers.json
      mcp_servers.json mcp-settings.json mcp_settings.json cline_mcp_settings.json claude_desktop_config.json
      gemini-extension.json .continue/mcpservers/** librechat.yaml smithery.yaml
      """),
    Rule(
      .agentTranscript,
      """
      .claude/projects/** .claude/history.jsonl .claude/transcripts/** .claude/shell-snapshots/** .claude/todos/**
      .codex/sessions/** .codex/archived_sessions/** .codex/history.jsonl rollout-*.jsonl
      .copilot/session-state/** .copilot/history-session-state/** chatsessions/*.json chatsessions/*.jsonl
      .aider.chat.history.md .aider.input.history .aider.llm.history .aider*.history .aider*.history.md
      .specstory/** .gemini/tmp/** .cursor/chats/** state.vscdb .continue/sessions/** .qwen/tmp/**
      opencode/storage/** goose/sessions/**
      """),
    Rule(
      .agentRules,
      """
      claude.md claude.local.md agents.md agents.override.md agent.md gemini.md qwen.md crush.md conventions.md
      skill.md llms.txt llms-full.txt .cursorrules .cursor/rules/** .cursor/commands/** .cursor/agents/**
      .windsurfrules .windsurf/rules/** .windsurf/workflows/** .clinerules .clinerules/** .roorules .roorules-*
      .roo/rules*/** .github/copilot-instructions.md .github/instructions/** .github/agents/** .github/chatmodes/**
      .claude/commands/** .claude/agents/** .claude/skills/** .claude/rules/** .claude/output-styles/** .agents/**
      .gemini/commands/** .continue/rules/** .kiro/steering/** .kiro/specs/** .junie/guidelines.md .goosehints
      .amazonq/rules/** .augment/rules/** .augment-guidelines .trae/rules/** .rules
      """),
    Rule(
      .agentSettings,
      """
      .claude.json .claude/settings*.json .claude/.credentials.json .claude/*.json .claude-plugin/*.json
      .gemini/.env .gemini/**/*.json .codex/*.toml .codex/*.json .cursor/*.json .vibe/*.toml .vibe/.env
      .continue/config.* .continue/.env .aider.conf.yml .aider.model.* opencode.json opencode.jsonc .opencode/*.json
      .github/hooks/*.json .copilot/*.json .windsurf/*.json .roo/*.json .kiro/settings/** .amazonq/**/*.json
      .junie/**/*.json .zed/settings.json crush.json .crush.json .goose/config.yaml goose/config.yaml .mcp-auth/**
      mcp-oauth-tokens.json oai_config_list* langgraph.json litellm*.yaml litellm*.yml .qwen/*.json
      """),
    Rule(
      .prompt,
      """
      *.prompt *.prompty *.promptfile *.prompt.md *.prompt.txt *.prompt.yml *.prompt.yaml *.prompt.json
      .github/prompts/** .codex/prompts/** system_prompt* system-prompt* systemprompt* modelfile modelfile.*
      *.modelfile promptfooconfig.* promptfoo.yaml config/agents.yaml config/tasks.yaml
      prompts/**/*.md prompts/**/*.txt prompts/**/*.j2 prompts/**/*.jinja prompts/**/*.jinja2 prompts/**/*.yaml
      prompts/**/*.yml prompts/**/*.json prompts/**/*.xml prompt/*.md prompt/*.txt prompt/*.yaml prompt/*.yml
      """),
  ]
}
