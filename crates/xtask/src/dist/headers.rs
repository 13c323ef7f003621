//! What to tell a web server, for the servers that are common: generated, so that it says what the tests run under.

use crate::server::Policy;
use anyhow::Result;
use std::{fs, path::Path};

/// Names with a digest in them: their contents never change.
const HASHED: &str = "-[0-9a-f]{16}\\.";

/// Writes a snippet for each server below `hosting/`.
pub(super) fn write(site: &Path) -> Result<()> {
    let directory = site.join("hosting");
    fs::create_dir_all(&directory)?;
    let (new, all) = (Policy::Strict.header(), Policy::OldEngines.header());
    for (name, text) in [
        ("nginx.conf", nginx(&new, &all)),
        ("htaccess.txt", apache(&new, &all)),
        ("web.config", iis(&all)),
        ("_headers", file_only(&all)),
        ("README.md", readme(&new, &all)),
    ] {
        fs::write(directory.join(name), text)?;
    }
    Ok(())
}

fn nginx(new: &str, all: &str) -> String {
    format!(
        "# nginx。把“map”放进 http {{ }}，“location”放进 server {{ }}；路径改成您的目录。
# nginx. \"map\" goes into http {{ }}, \"location\" into server {{ }}; the path is the folder that you chose.
map $uri $huisuan_cache {{
    \"~{HASHED}\" \"public, max-age=31536000, immutable\";
    default     \"no-cache\";
}}

location /huisuan/ {{
    location ~ \\.wasm$ {{ types {{ }} default_type application/wasm; }}
    location ~ \\.bin$ {{ types {{ }} default_type application/octet-stream; }}
    charset utf-8;
    charset_types text/css text/javascript application/javascript application/json;
    # 有 .gz 文件就直接发送，不必现压。The .gz files are sent as they are.
    gzip_static on;
    # brotli_static on;  # 装了 ngx_brotli 模块再打开 · with the module ngx_brotli
    add_header Cache-Control $huisuan_cache always;
    add_header X-Content-Type-Options nosniff always;
    add_header Referrer-Policy no-referrer always;
    # Chromium 97、Firefox 102、Safari 16 起的浏览器 · browsers since then:
    # add_header Content-Security-Policy \"{new}\" always;
    # 也支持更早的浏览器和微信内核 · older browsers and kernels of WeChat too:
    add_header Content-Security-Policy \"{all}\" always;
}}
"
    )
}

fn apache(new: &str, all: &str) -> String {
    format!(
        "# Apache：改名为 .htaccess，放在网页目录里；需要 mod_headers、mod_mime、mod_rewrite。
# Apache: rename to .htaccess in the folder of the page; needs mod_headers, mod_mime, mod_rewrite.
AddType application/wasm .wasm
AddType application/octet-stream .bin
AddType text/javascript .js
AddCharset utf-8 .html .css .js .json
Header always set X-Content-Type-Options nosniff
Header always set Referrer-Policy no-referrer
Header always set Cache-Control no-cache
<FilesMatch \"{HASHED}\">
    Header always set Cache-Control \"public, max-age=31536000, immutable\"
</FilesMatch>
# Chromium 97、Firefox 102、Safari 16 起的浏览器 · browsers since then:
# Header always set Content-Security-Policy \"{new}\"
# 也支持更早的浏览器和微信内核 · older browsers and kernels of WeChat too:
Header always set Content-Security-Policy \"{all}\"

# 有 .br、.gz 文件就直接发送。The .br and .gz files are sent as they are.
RewriteEngine On
RewriteCond %{{HTTP:Accept-Encoding}} br
RewriteCond %{{REQUEST_FILENAME}}.br -f
RewriteRule ^(.+)$ $1.br [E=huisuan_encoding:br,L]
RewriteCond %{{HTTP:Accept-Encoding}} gzip
RewriteCond %{{REQUEST_FILENAME}}.gz -f
RewriteRule ^(.+)$ $1.gz [E=huisuan_encoding:gzip,L]
Header set Content-Encoding %{{REDIRECT_huisuan_encoding}}e env=REDIRECT_huisuan_encoding
Header append Vary Accept-Encoding
RemoveType .gz .br
<FilesMatch \"\\.(gz|br)$\">
    SetEnv no-gzip 1
    SetEnv no-brotli 1
</FilesMatch>
"
    )
}

fn iis(all: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>
<!-- IIS：放在网页目录里。IIS: put it into the folder of the page. -->
<configuration>
  <system.webServer>
    <staticContent>
      <remove fileExtension=\".wasm\" />
      <mimeMap fileExtension=\".wasm\" mimeType=\"application/wasm\" />
      <remove fileExtension=\".bin\" />
      <mimeMap fileExtension=\".bin\" mimeType=\"application/octet-stream\" />
      <remove fileExtension=\".json\" />
      <mimeMap fileExtension=\".json\" mimeType=\"application/json; charset=utf-8\" />
      <clientCache cacheControlMode=\"NoControl\" />
    </staticContent>
    <httpProtocol>
      <customHeaders>
        <add name=\"X-Content-Type-Options\" value=\"nosniff\" />
        <add name=\"Referrer-Policy\" value=\"no-referrer\" />
        <add name=\"Cache-Control\" value=\"no-cache\" />
        <!-- 只支持 Chromium 97、Firefox 102、Safari 16 起的浏览器时，可去掉 'unsafe-eval'。
             'unsafe-eval' may go where only browsers since Chromium 97, Firefox 102 and Safari 16 are served. -->
        <add name=\"Content-Security-Policy\" value=\"{all}\" />
      </customHeaders>
    </httpProtocol>
    <urlCompression doStaticCompression=\"true\" />
  </system.webServer>
</configuration>
"
    )
}

/// Hosts of static files that read a list of headers.
fn file_only(all: &str) -> String {
    format!(
        "/*
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Content-Security-Policy: {all}
"
    )
}

fn readme(new: &str, all: &str) -> String {
    format!(
        "# 放到网站上 · Hosting

这个目录里的文件不参与计算，只给网站管理员看。The files of this folder are for the owner of the site; the page does not need them.

| 文件 · file | 用途 · for |
|---|---|
| `nginx.conf` `htaccess.txt` `web.config` | nginx、Apache、IIS 的响应头 · headers for these servers |
| `_headers` | 读取 `_headers` 文件的静态托管，放到根目录 · hosts of files that read it, in their root |
| `files.json` `SHA256SUMS` | 全部文件的大小和摘要：`sha256sum --check hosting/SHA256SUMS` · sizes and digests of all files |
| `sbom.cdx.json` | 网页里用到的程序库（CycloneDX） · the libraries in the page |

把上一级目录的全部文件复制到网站的任意目录即可，任何路径、任何层级。不需要数据库、接口或外网。文件名里有摘要的永不改变，可以一直缓存；
其余的用 `no-cache`。不能压缩、`.wasm` 类型不对、只有 http 时也能用，只是慢一些，http 下不能离线使用。
Copy everything in the folder above into any folder of any site. Names with a digest never change; the others are `no-cache`.
Without compression, with a wrong type for `.wasm` or over plain http the page works too, only slower, and over http not offline.

内容安全策略 · content security policy, for browsers since Chromium 97, Firefox 102 and Safari 16:

```
{new}
```

更早的浏览器和微信内核 · for older browsers and kernels of WeChat too:

```
{all}
```

不能设置响应头的网站，可以把它写进 `index.html` 的 `<head>` 开头。Where no header can be set, the page may begin with it:

```
<meta http-equiv=\"Content-Security-Policy\" content=\"{all}\">
```

`web.config` 核对过：格式正确，响应头和文件类型与测试所用的一致；没有在 IIS 上运行过。`web.config` was checked to be well-formed and to
say what the tests run under; it was not run on IIS.

要限制谁可以嵌入本页，加上 `frame-ancestors 'self' https://…`（只能用响应头）。Who may embed the page is limited by `frame-ancestors`, which
only works in a header.

`huisuan.html` 是整个网页合成的一个文件，存到电脑上双击就能用，不必放到网站上。`huisuan.html` is the whole page in one file, to be opened
from a disk.
"
    )
}
