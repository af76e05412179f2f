using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Rooms.Gateway.Files;

/// <summary>
/// The one file of an upload's body: the body itself, or the one part of <c>multipart/form-data</c> that has a file's name. Parts without one are form
/// fields that some clients add; they are few and small, and mean nothing.
/// </summary>
internal sealed class FileBody
{
    /// <summary>Of what is not the file: part headers and small fields.</summary>
    public const int MaxExtraBytes = 64 * 1024;

    private const int MaxFields = 16;
    private const int MaxFieldBytes = 4096;

    // RFC 2046 5.1.1
    private const int MaxBoundary = 70;

    private readonly MultipartReader? parts;

    private FileBody(Stream content, string? declaredType, string? name, MultipartReader? parts) =>
        (Content, DeclaredType, Name, this.parts) = (content, declaredType, name, parts);

    public Stream Content { get; }

    /// <summary>Null: the sender says nothing.</summary>
    public string? DeclaredType { get; }

    public string? Name { get; }

    /// <exception cref="InvalidDataException">It is not as it should be; the message says what.</exception>
    public static async Task<FileBody> OpenAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return new FileBody(request.Body, request.ContentType, request.Query["name"], null);
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? "";
        if (boundary.Length is 0 or > MaxBoundary) throw new InvalidDataException($"multipart/form-data: wanted a boundary of 1 to {MaxBoundary} characters");
        return await OpenPartAsync(new MultipartReader(boundary, request.Body), request, cancellation);
    }

    /// <summary>Nothing but fields may stand behind the file.</summary>
    public async Task EndAsync(CancellationToken cancellation)
    {
        if (parts is not null && await NextFileAsync(parts, cancellation) is not null) throw new InvalidDataException("one file an upload; there are more in the body");
    }

    private static async Task<FileBody> OpenPartAsync(MultipartReader parts, HttpRequest request, CancellationToken cancellation)
    {
        var part = await NextFileAsync(parts, cancellation) ?? throw new InvalidDataException("multipart/form-data without a file: wanted one part with a filename");
        var disposition = part.GetContentDispositionHeader();
        var name = disposition?.FileNameStar.HasValue == true ? disposition.FileNameStar : disposition?.FileName;
        return new FileBody(part.Body, part.ContentType, request.Query["name"].FirstOrDefault() ?? HeaderUtilities.RemoveQuotes(name ?? default).Value, parts);
    }

    private static async Task<MultipartSection?> NextFileAsync(MultipartReader parts, CancellationToken cancellation)
    {
        for (var fields = 0; await parts.ReadNextSectionAsync(cancellation) is { } part; fields++)
        {
            if (part.GetContentDispositionHeader()?.IsFileDisposition() == true) return part;
            if (fields == MaxFields) throw new InvalidDataException($"at most {MaxFields} fields beside the file");
            await SkipAsync(part.Body, cancellation);
        }
        return null;
    }

    private static async Task SkipAsync(Stream field, CancellationToken cancellation)
    {
        var bytes = new byte[MaxFieldBytes + 1];
        if (await field.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation) > MaxFieldBytes)
            throw new InvalidDataException($"a field beside the file has at most {MaxFieldBytes} bytes");
    }
}
