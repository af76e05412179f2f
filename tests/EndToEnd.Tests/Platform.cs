using System.Runtime.Versioning;

// File modes, epoll, signals: the server is made for Linux (README).
[assembly: SupportedOSPlatform("linux")]
