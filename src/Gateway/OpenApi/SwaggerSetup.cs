using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Rooms.Gateway.Http;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Rooms.Gateway.OpenApi;

/// <summary>The OpenAPI document and its pages at /swagger, made by Swashbuckle out of the routes.</summary>
internal static class SwaggerSetup
{
    private const string Name = "v1";
    private const string Scheme = "token";

    public static void AddSwagger(this IServiceCollection services) => services.AddEndpointsApiExplorer().AddSwaggerGen(Describe);

    public static void UseSwaggerPages(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(ui =>
        {
            ui.SwaggerEndpoint($"{Name}/swagger.json", "Rooms v1");
            ui.DocumentTitle = "Rooms v1";
            ui.EnablePersistAuthorization();
        });
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Name, new OpenApiInfo
        {
            Title = "Rooms",
            Version = Name,
            Description = "Rooms, streams and nodes. Get a token at `POST /v1/tokens`. Errors are RFC 9457 problems: decide by `code`.",
        });
        options.AddSecurityDefinition(Scheme, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" });
        options.AddSecurityRequirement(document => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] });
        options.SupportNonNullableReferenceTypes();
        options.NonNullableReferenceTypesAsRequired();
        options.OperationFilter<RefusalsFilter>();
        options.MapType<RawJson>(AnyObject);
        options.MapType<JsonElement>(AnyObject);
        options.CustomSchemaIds(type => type.Name.EndsWith("Dto", StringComparison.Ordinal) ? type.Name[..^3] : type.Name);
    }

    private static OpenApiSchema AnyObject() => new() { Type = JsonSchemaType.Object, Description = "Any JSON." };
}
