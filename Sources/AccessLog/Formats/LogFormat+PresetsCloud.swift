extension LogFormat {
  /// Application Load Balancer (ELB User Guide for Application Load Balancers, "Access log
  /// entries").
  ///
  /// The time is that of the answer. The vendor adds fields at the end of the line, so that what
  /// follows the agent is one text of any length.
  static let alb = vendor(
    "alb", "AWS Application Load Balancer access logs",
    [
      """
      $type $time_iso8601 $elb $client_port $target_port $processing_1 $processing_2 \
      $processing_3 $status $target_status $received $body_bytes_sent "$request" \
      "$http_user_agent" $rest
      """
    ])

  /// Classic Load Balancer (ELB User Guide for Classic Load Balancers, "Access log entries");
  /// agent, cipher and protocol came in 2014. The time is that of the answer.
  static let elb = vendor(
    "elb", "AWS Classic Load Balancer access logs",
    [
      classicLine + #" "$http_user_agent" $rest"#,
      classicLine,
    ])

  private static let classicLine = """
    $time_iso8601 $elb $client_port $target_port $processing_1 $processing_2 $processing_3 \
    $status $target_status $received $body_bytes_sent "$request"
    """

  /// Network Load Balancer (ELB User Guide for Network Load Balancers, "Access log entries"): TLS
  /// connections, of which neither request nor status is known. The time is that of the end.
  static let nlb = vendor(
    "nlb", "AWS Network Load Balancer logs: TLS connections without request; their status is 000",
    [
      connectionLine + " $rest",
      connectionLine,
    ])

  /// Up to the name that the client asked for; the version in the second place stands for a status.
  private static let connectionLine = """
    tls $no_status $time_iso8601 net/$elb $listener $client_port $destination $milliseconds \
    $handshake $received $body_bytes_sent $alert $certificate $serial $cipher $tls $group_name $host
    """

  /// S3 server access logs (S3 User Guide, "Server access log format"). The time is that of the
  /// arrival; fields have been added at the end of the line since 2019.
  static let s3 = vendor(
    "s3", "AWS S3 server access logs",
    [
      bucketLine + " $version $host_id $signature $cipher $authentication $host $rest",
      bucketLine + " $version $host_id $signature $cipher $authentication $host",
      bucketLine + " $rest",
      bucketLine,
    ])

  private static let bucketLine = """
    $owner $bucket $then[$time_local] $remote_addr $requester $request_id $operation $key \
    $quoted_request $status $error_code $body_bytes_sent $size $total $turn_around \
    "$http_referer" "$http_user_agent"
    """
}
