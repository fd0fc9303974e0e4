//! What hosts read, where the site names them; and files once more, compressed, where they are asked for.

use std::io::Read;

use expect_test::expect;
use flate2::read::GzDecoder;

use crate::support::{Site, TODAY, minimal};

fn on(hosts: &str) -> Site {
    let site = minimal();
    let settings = std::fs::read_to_string(site.root().join("site.toml")).expect("settings");
    site.with("site.toml", format!("{settings}hosts = [{hosts}]\n"))
}

/// The hash in a name changes with every touch of the theme.
fn without_hashes(text: &str) -> String {
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        let hash = line.rsplit_once('.').and_then(|(stem, _)| stem.rsplit_once('-')).map(|(_, hash)| hash);
        match hash.filter(|hash| line.starts_with('/') && hash.len() == 10) {
            Some(hash) => out.push_str(&line.replace(hash, "<hash>")),
            None => out.push_str(line),
        }
    }
    out
}

#[test]
fn a_site_that_names_no_host_has_no_files_for_one() {
    let site = minimal();
    site.build().succeeds();
    for file in ["_headers", ".htaccess", "nginx.conf", ".nojekyll"] {
        assert!(!site.public().contains_key(file), "{file}");
    }
}

#[test]
fn netlify_and_cloudflare_read_headers() {
    let site = on("\"netlify\", \"cloudflare\"");
    site.build().succeeds();
    expect![[r#"
        /*
          X-Content-Type-Options: nosniff
          Referrer-Policy: same-origin
          Content-Security-Policy: frame-ancestors 'self'
        /sw.js
          Cache-Control: no-cache
        /manifest.webmanifest
          Content-Type: application/manifest+json
        /*.svg
          Content-Security-Policy: default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox
        /book-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /book-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /book-<hash>.wasm
          Cache-Control: public, max-age=31536000, immutable
        /book.fallback-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /card-<hash>.png
          Cache-Control: public, max-age=31536000, immutable
        /check-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /check-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /check-<hash>.wasm
          Cache-Control: public, max-age=31536000, immutable
        /fallback-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /gather-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /gather-<hash>.wasm
          Cache-Control: public, max-age=31536000, immutable
        /home-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /icon-<hash>.svg
          Cache-Control: public, max-age=31536000, immutable
        /icon-192-<hash>.png
          Cache-Control: public, max-age=31536000, immutable
        /icon-512-<hash>.png
          Cache-Control: public, max-age=31536000, immutable
        /offline-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /search-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /slides-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /slides-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /style-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /tally-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /tally-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
        /tally-<hash>.wasm
          Cache-Control: public, max-age=31536000, immutable
        /training-<hash>.css
          Cache-Control: public, max-age=31536000, immutable
        /whole-<hash>.js
          Cache-Control: public, max-age=31536000, immutable
    "#]]
    .assert_eq(&without_hashes(&site.output("_headers")));
}

#[test]
fn apache_reads_htaccess() {
    let site = on("\"apache\"");
    site.build().succeeds();
    expect![[r#"
        ErrorDocument 404 /404.html
        AddDefaultCharset utf-8
        AddType application/wasm .wasm
        AddType application/manifest+json .webmanifest
        AddType image/webp .webp
        AddType application/vnd.openxmlformats-officedocument.spreadsheetml.sheet .xlsx
        <IfModule mod_headers.c>
        Header set X-Content-Type-Options "nosniff"
        Header set Referrer-Policy "same-origin"
        Header set Content-Security-Policy "frame-ancestors 'self'"
        Header set Cache-Control "no-cache"
        <FilesMatch "-[0-9a-f]{10}\.[a-z0-9]+(\.(br|gz))?$">
        Header set Cache-Control "public, max-age=31536000, immutable"
        </FilesMatch>
        <FilesMatch "(?i)\.svgz?(\.(br|gz))?$">
        Header set Content-Security-Policy "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox"
        </FilesMatch>
        </IfModule>
    "#]]
    .assert_eq(&site.output(".htaccess"));
    site.run(&["build", "--today", TODAY, "--base-url", "https://xa.example/hoc/", "--precompress"]).succeeds();
    let text = site.output(".htaccess");
    assert!(text.starts_with("ErrorDocument 404 /hoc/404.html\n"), "{text}");
    assert!(text.contains("AddEncoding br .br\n"), "{text}");
}

#[test]
fn nginx_includes_its_file() {
    let site = on("\"nginx\"");
    site.build().succeeds();
    expect![[r#"
        error_page 404 /404.html;
        charset utf-8;
        index index.html;
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "same-origin" always;
        add_header Content-Security-Policy "frame-ancestors 'self'" always;
        add_header Cache-Control "no-cache" always;
        location ~ "-[0-9a-f]{10}\.svg$" {
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "same-origin" always;
        add_header Content-Security-Policy "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox" always;
        add_header Cache-Control "public, max-age=31536000, immutable" always;
        }
        location ~* "\.svgz?$" {
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "same-origin" always;
        add_header Content-Security-Policy "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox" always;
        add_header Cache-Control "no-cache" always;
        }
        location ~ "-[0-9a-f]{10}\.[a-z0-9]+$" {
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "same-origin" always;
        add_header Content-Security-Policy "frame-ancestors 'self'" always;
        add_header Cache-Control "public, max-age=31536000, immutable" always;
        }
        location = /manifest.webmanifest {
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "same-origin" always;
        add_header Content-Security-Policy "frame-ancestors 'self'" always;
        types { }
        default_type application/manifest+json;
        }
        location = /nginx.conf { return 404; }
    "#]]
    .assert_eq(&site.output("nginx.conf"));
    site.run(&["build", "--today", TODAY, "--precompress"]).succeeds();
    assert!(site.output("nginx.conf").contains("\ngzip_static on;\n"));
}

#[test]
fn github_pages_is_told_to_leave_the_files_alone() {
    let site = on("\"github-pages\"");
    site.build().succeeds();
    assert_eq!(site.output(".nojekyll"), "");
}

#[test]
fn a_host_that_nobody_knows_is_a_finding_at_its_place() {
    expect![[r#"
        site.toml:8:20: lỗi[unknown-value]: “hosts” không thể là “netlifi”
          gợi ý: có phải “netlify”? Chọn một trong: netlify, cloudflare, apache, nginx, github-pages
    "#]]
    .assert_eq(&on("\"apache\", \"netlifi\"").check().exits(1).stderr);
}

#[test]
fn what_a_host_reads_may_not_stand_in_static_too() {
    let site = on("\"netlify\"").with("static/_headers", "/*\n");
    site.build().finds("site.toml:1:1 same-path");
}

#[test]
fn a_stick_has_no_host() {
    let site = on("\"netlify\", \"apache\", \"nginx\", \"github-pages\"");
    site.run(&["build", "--today", TODAY, "--portable"]).succeeds();
    assert!(!site.public().contains_key("_headers") && !site.public().contains_key(".htaccess"));
}

#[test]
fn compressed_files_stand_beside_the_plain_ones_hold_the_same_and_are_smaller() {
    let site = minimal().with("static/mot.txt", "a").with("static/anh.png", "không phải ảnh, ".repeat(99));
    site.build().succeeds();
    let plain = site.public();
    let printed = site.run(&["build", "--today", TODAY, "--precompress"]).succeeds().stdout;
    let all = site.public();
    // The list of what was written names the compressed ones too.
    for (path, bytes) in plain.iter().filter(|(path, _)| *path != ".hoctap") {
        assert_eq!(all.get(path), Some(bytes), "{path}");
    }
    let mut compressed = 0;
    for (path, bytes) in all.iter().filter(|(path, _)| !plain.contains_key(*path)) {
        let (of, coding) = path.rsplit_once('.').expect("they have an extension");
        let mut unpacked = Vec::new();
        match coding {
            "gz" => drop(GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).expect("gzip")),
            "br" => drop(brotli::Decompressor::new(&bytes[..], 4096).read_to_end(&mut unpacked).expect("brotli")),
            _ => panic!("{path} was not asked for"),
        }
        assert_eq!(Some(&unpacked), plain.get(of), "{path}");
        assert!(bytes.len() < unpacked.len(), "{path} is not smaller");
        compressed += 1;
    }
    for path in ["index.html.br", "index.html.gz", "sw.js.br", "sitemap.xml.gz", "bai-viet/dau-tien/index.html.br"] {
        assert!(all.contains_key(path), "{path}");
    }
    assert!(!all.contains_key("mot.txt.gz") && !all.contains_key("mot.txt.br"), "one letter does not get smaller");
    assert!(!all.contains_key("anh.png.gz"), "pictures are compressed already");
    // The marker is no file of the site.
    let counted = format!("Đã dựng {} tệp", plain.len() - 1 + compressed);
    assert!(printed.contains(&counted), "{counted}: {printed}");
}
