extension SurfaceTable {
  /// What remains, told by folder and extension.
  static let generalRules = [
    Rule(
      .test,
      """
      test/** tests/** spec/** __tests__/** testdata/** test-data/** test_data/** fixtures/** test-fixtures/** test_fixtures/** __fixtures__/**
      e2e/** integration-tests/** integration_tests/** integrationtest/** dockertest/** androidtest/** mocks/** __mocks__/** *_test.* test_*.* *.test.* *.spec.* *_spec.rb *test.java *tests.java
      *test.kt *tests.swift *tests.cs *test.php conftest.py
      """),
    Rule(
      .documentation,
      """
      doc/** docs/** documentation/** wiki/** man/** example/** examples/** sample/** samples/** *.md *.mdx *.markdown
      *.rst *.adoc *.asciidoc *.textile *.tex readme readme.* changelog changelog.* contributing contributing.*
      *.example *.sample *.example.* *.sample.*
      """),
    Rule(
      .configuration,
      """
      *.json *.jsonc *.json5 *.yaml *.yml *.toml *.ini *.cfg *.conf *.config *.cnf *.properties *.xml *.plist *.settings
      *.prefs *.reg *.desktop *.service *.editorconfig .gitconfig .*rc .profile .bash_profile .zprofile .zshenv
      wp-config.php config.php settings.py local_settings.py *.env.js *.pbxproj *.xcconfig *.csproj *.nuspec
      config/**/*.rb
      """),
    Rule(
      .source,
      """
      *.swift *.c *.h *.cc *.cpp *.cxx *.hpp *.m *.mm *.go *.rs *.py *.pyi *.rb *.js *.jsx *.mjs *.cjs *.ts *.tsx *.mts
      *.java *.kt *.kts *.scala *.groovy *.gradle *.cs *.fs *.vb *.php *.pl *.pm *.lua *.r *.jl *.sh *.bash *.zsh *.fish
      *.ps1 *.psm1 *.psd1 *.bat *.cmd *.sql *.dart *.ex *.exs *.erl *.hs *.clj *.cljs *.ml *.elm *.nim *.zig *.v *.sol
      *.vue *.svelte *.html *.htm *.css *.scss *.less *.erb *.ejs *.jsp *.asp *.aspx *.cshtml *.razor *.twig *.tmpl
      *.hbs *.pug *.graphql *.gql *.proto *.thrift *.awk *.tcl *.vim *.el *.lisp *.rkt *.asm *.s makefile *.mk
      cmakelists.txt *.cmake rakefile podfile fastfile appfile procfile justfile
      """),
  ]
}
