using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Rooms.Gateway.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rooms.Gateway.OpenApi;

/// <summary>Writes a route's error codes, grouped by status, and its example body into the document.</summary>
internal sealed class RefusalsFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        AddRefusals(operation, context, metadata.OfType<RefusalsMetadata>().SelectMany(refusals => refusals.Codes));
        if (metadata.OfType<ExampleMetadata>().FirstOrDefault() is { } example) AddExample(operation, example);
        if (context.ApiDescription.HttpMethod == "POST" && context.ApiDescription.RelativePath != "v1/tokens") AddIdempotencyKey(operation);
    }

    private static void AddRefusals(OpenApiOperation operation, OperationFilterContext context, IEnumerable<string> codes)
    {
        operation.Responses ??= [];
        var problem = context.SchemaGenerator.GenerateSchema(typeof(ProblemDto), context.SchemaRepository);
        foreach (var status in codes.Distinct().GroupBy(code => ErrorTable.Find(code).Status).OrderBy(status => status.Key))
            operation.Responses[$"{status.Key}"] = new OpenApiResponse
            {
                Description = string.Join("; ", status.Select(code => $"`{code}`: {ErrorTable.Find(code).Title}")),
                Content = new Dictionary<string, IOpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = problem } },
            };
    }

    private static void AddExample(OpenApiOperation operation, ExampleMetadata example)
    {
        if (operation.RequestBody?.Content?.TryGetValue("application/json", out var body) is true && body is OpenApiMediaType media)
            media.Example = JsonNode.Parse(example.Json);
    }

    private static void AddIdempotencyKey(OpenApiOperation operation)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyStamps.HeaderName,
            In = ParameterLocation.Header,
            Description = "Makes a repeat harmless for 24 hours: the same key and body get the first answer, another body 422.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotencyStamps.MaxLength },
        });
    }
}
