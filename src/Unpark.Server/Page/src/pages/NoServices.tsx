/** What to do when nothing is watched. */
export function NoServices() {
  return <>
    <p>A program that imports <code>net/http/pprof</code> is watched when it is named on the command line:</p>
    <pre><code>unpark serve http://svc-a:6060 http://svc-b:6060</code></pre>
    <p>or in <code>unpark.yaml</code>, which is read again when it changes:</p>
    <pre><code>{`scrape_configs:
  - job_name: orders
    static_configs:
      - targets: [10.0.0.7:6060]
        labels: {service: checkout}`}</code></pre>
    <p>One that cannot be reached from here, or a job that is over, sends what it has:</p>
    <pre><code>{`curl -H "Authorization: Bearer $TOKEN" --data-binary @goroutine.pb.gz \\
  '${location.origin}/api/v1/ingest?service=nightly&instance=job-7'`}</code></pre>
  </>;
}
