extension SurfaceTable {
  /// What holds credentials by its nature, and what records them by accident.
  static let dataRules = [
    // A template is made to be read: what stands in it is shown to everybody who reads the instructions.
    Rule(
      .documentation,
      """
      .env.example .env.*.example *.env.example env.example .env-example .env.sample .env.*.sample *.env.sample
      env.sample .env.template *.env.template .env.dist .env.defaults .dev.vars.example
      """),
    Rule(.envFile, ".env .env.* .env-* *.env .envrc .flaskenv .dev.vars .dev.vars.* .prod.vars"),
    Rule(
      .shellHistory,
      """
      .bash_history .zsh_history .sh_history .zhistory .history .ash_history fish_history .python_history
      .psql_history .mysql_history .sqlite_history .rediscli_history .node_repl_history .irb_history .dbshell
      mongosh_repl_history consolehost_history.txt .lesshst
      """),
    Rule(
      .credentialFile,
      """
      .netrc _netrc .pgpass pgpass.conf .my.cnf .mylogin.cnf .git-credentials .aws/credentials
      application_default_credentials.json *service-account*.json *service_account*.json *serviceaccount*.json
      *-firebase-adminsdk-*.json client_secret*.json .docker/config.json .dockercfg .dockerconfigjson kubeconfig
      kubeconfig.* *.kubeconfig .kube/config id_rsa id_dsa id_ecdsa id_ed25519 id_ecdsa_sk id_ed25519_sk *.pem *.key
      *.p8 *.p12 *.pfx *.ppk *.jks *.keystore *.asc *.gpg *.kdbx .htpasswd .s3cfg rclone.conf .boto .vault-token
      .terraformrc terraform.rc credentials.tfrc.json master.key *.ovpn wg[0-9].conf credentials.json
      """),
    Rule(
      .packageManagerConfig,
      """
      .npmrc .yarnrc .yarnrc.yml .pnpmrc .pypirc pip.conf pip.ini .gem/credentials .bundle/config nuget.config
      .m2/settings.xml settings.xml settings-security.xml gradle.properties .cargo/credentials
      .cargo/credentials.toml .cargo/config .cargo/config.toml auth.json .condarc bunfig.toml package-lock.json
      npm-shrinkwrap.json yarn.lock pnpm-lock.yaml poetry.lock uv.lock pipfile pipfile.lock requirements*.txt
      composer.lock gemfile gemfile.lock
      """),
    Rule(
      .httpCollection,
      """
      *.har *.http *.rest *.hurl *.bru *.postman_collection.json *.postman_environment.json *.postman_globals.json
      postman_collection.json postman_environment.json *postman*.json insomnia*.json insomnia*.yaml insomnia*.yml
      .insomnia/** http-client.env.json http-client.private.env.json thunder-tests/** *.saz cassettes/**
      """),
    Rule(
      .databaseDump,
      """
      *.dump *.pgdump *.sqlite *.sqlite3 *.db *.rdb *.bson *.mdb dump*.sql *dump.sql *dump*.sql *backup*.sql *.sql.bak
      dumps/**/*.sql backups/**/*.sql
      """),
    Rule(.log, "*.log *.log.[0-9]* nohup.out logs/**/*.txt logs/**/*.json logs/**/*.jsonl npm-debug.log*"),
  ]
}
